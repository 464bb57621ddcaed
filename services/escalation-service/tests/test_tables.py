from iro_events.testing.tables import TablesCase


class TestTables(TablesCase):
    package = "escalation_service"
