"""The driver's own statements of the projection: whole batches of rows as one parameter."""

ENTER_STAGES = """
INSERT INTO dispute_stage (concern, step, stage, entered_on, answer_by)
SELECT * FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::date[], $5::date[])
ON CONFLICT DO NOTHING
"""

ANSWER_STAGES = """
UPDATE dispute_stage SET answered_on = least(dispute_stage.answered_on, told.on_day)
FROM (
    SELECT concern, stage, min(on_day) AS on_day
    FROM unnest($1::uuid[], $2::text[], $3::date[]) AS each (concern, stage, on_day)
    GROUP BY concern, stage
) AS told
WHERE dispute_stage.concern = told.concern AND dispute_stage.stage = told.stage
"""

ADD_ALERTS = """
INSERT INTO good_practice (alert, child, alerted_on)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::date[])
ON CONFLICT DO NOTHING
"""

ADD_CHILDREN = "INSERT INTO known_child (child) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING"
