from uuid import UUID

from iro_events.spec import Spec
from review_service.domain.relations import (
    RELATIONS,
    MirrorRelation,
    NoRelationToWithdraw,
    RegisterRelation,
    RelatedOtherwise,
    RelatedToItself,
    Relation,
    RelationRecorded,
    RelationWithdrawn,
    WithdrawRelation,
)

CHILD, OTHER = UUID("00000000-0000-4000-8000-0000000000c1"), UUID("00000000-0000-4000-8000-0000000000c2")

spec = Spec(RELATIONS).to(CHILD)
siblings = RelationRecorded(other=OTHER, relation=Relation.SIBLING)
register = RegisterRelation(other=OTHER, relation=Relation.SIBLING)


def test_two_children_are_related_in_one_way_until_that_is_withdrawn() -> None:
    spec.when(register).then(siblings)
    spec.given(siblings).when(RegisterRelation(other=OTHER, relation=Relation.PARENT)).then_refused(
        RelatedOtherwise, field="relation"
    )
    spec.given(siblings, RelationWithdrawn(other=OTHER)).when(
        RegisterRelation(other=OTHER, relation=Relation.PARENT)
    ).then(RelationRecorded(other=OTHER, relation=Relation.PARENT))


def test_a_relation_is_withdrawn_once_and_not_where_none_was_recorded() -> None:
    spec.given(siblings).when(WithdrawRelation(other=OTHER)).then(RelationWithdrawn(other=OTHER))
    spec.when(WithdrawRelation(other=OTHER)).then_refused(NoRelationToWithdraw, field="other")


def test_nobody_is_a_relative_of_themselves() -> None:
    spec.when(RegisterRelation(other=CHILD, relation=Relation.SIBLING)).then_refused(RelatedToItself, field="other")


def test_a_childs_stream_says_what_the_others_says() -> None:
    child = MirrorRelation(other=OTHER, relation=Relation.CHILD)

    spec.when(child).then(RelationRecorded(other=OTHER, relation=Relation.CHILD))
    spec.given(siblings).when(child).then(RelationRecorded(other=OTHER, relation=Relation.CHILD))
    spec.given(siblings).when(MirrorRelation(other=OTHER, relation=None)).then(RelationWithdrawn(other=OTHER))
    spec.when(MirrorRelation(other=OTHER, relation=None)).then_nothing()
