"""The columns of the list of persons on several contracts."""

import django_tables2 as tables
from django.core.paginator import Page


def _looks(css, label):
    return {"td": {"class": css, "data-l": label}, "th": {"class": css}}


class SharedTable(tables.Table):
    """A person a row, with the contracts that the reader may open."""

    name = tables.TemplateColumn(
        template_name="coverage/cells/_person.html",
        verbose_name="Orang",
        orderable=False,
        attrs=_looks("c-title bare", "Orang"),
    )
    contracts = tables.TemplateColumn(
        template_name="coverage/cells/_person_contracts.html",
        verbose_name="Kontrak",
        orderable=False,
        attrs=_looks("c-papers", "Kontrak"),
    )
    covered = tables.TemplateColumn(
        template_name="coverage/cells/_person_status.html",
        verbose_name="Hari itu",
        orderable=False,
        attrs=_looks("c-status", "Hari itu"),
    )
    row_header = "name"
    caption = "Orang pada dua kontrak atau lebih"

    class Meta:
        attrs = {"class": "tbl-orang"}
        empty_text = "Tidak seorang pun tercatat di dua kontrak pada hari itu."

    def __init__(self, page):
        """A table of the persons of one `page` of a paginator."""
        super().__init__(list(page.object_list))
        self.paginator = page.paginator
        self.page = Page(self.rows, page.number, page.paginator)
