"""Whose and when: the organisation and the period of each value."""

from collections.abc import Iterator
from functools import cached_property

from zhibiao.documents.document import Document
from zhibiao.linking.facts import ReportingOrg, ResolvedOrg, ResolvedPeriod, Source
from zhibiao.linking.graph import FactGraph
from zhibiao.linking.organisations import Organisations
from zhibiao.linking.periods import resolve_period
from zhibiao.linking.reporting import find_reporting_org, find_reporting_year, title_year
from zhibiao.models.scheme import Entity, RelationType


class Resolution:
    """Resolves the organisations and periods of one document."""

    def __init__(self, document: Document, graph: FactGraph) -> None:
        self._graph = graph
        self._title_year = title_year(document)
        self.reporting_org: ReportingOrg | None = find_reporting_org(document, graph)
        """The body whose report this is."""
        self.reporting_year: int | None = find_reporting_year(document, graph)
        """The year that the report is of."""

    @property
    def title_year(self) -> int | None:
        """The year that the title names."""
        return self._title_year.year if self._title_year else None

    @cached_property
    def _organisations(self) -> Organisations:
        return Organisations(self._graph, self.reporting_org.name if self.reporting_org else None)

    def org_of(self, value: Entity) -> ResolvedOrg | None:
        """The organisation of ``value``: its own, that of a value above it, or the reporting body."""
        for above, mention in self._linked(value, RelationType.HAS_ORG):
            name, pointing = self._organisations.resolve(mention)
            source = Source.INHERITED if above is not value else Source.ANAPHORA if pointing else Source.EXPLICIT
            return ResolvedOrg(name=name, entity=mention.id, source=source)
        if self.reporting_org is None:
            return None
        return ResolvedOrg(name=self.reporting_org.name, entity=None, source=Source.DOCUMENT)

    def period_of(self, value: Entity) -> ResolvedPeriod | None:
        """The period of ``value``: its own, that of a value above it, or the year in the title."""
        for above, mention in self._linked(value, RelationType.HAS_PERIOD):
            source = Source.INHERITED if above is not value else Source.EXPLICIT
            return self._period(self._graph.surface(mention), mention.id, source)
        return self._period(self._title_year.text, None, Source.DOCUMENT) if self._title_year else None

    def _linked(self, value: Entity, relation_type: RelationType) -> Iterator[tuple[Entity, Entity]]:
        """Each span so linked to ``value`` or to one above it, nearest first, with the value that holds it."""
        for above in self._graph.ancestors(value):
            for mention in self._graph.tails(above, relation_type):
                yield above, mention

    def _period(self, text: str, entity: str | None, source: Source) -> ResolvedPeriod:
        start, end = resolve_period(text, self.reporting_year)
        return ResolvedPeriod(text=text, entity=entity, start_date=start, end_date=end, source=source)
