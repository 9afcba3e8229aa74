"""The columns of the lists, by what they list; django-tables2 draws them with templates/tables/table.html."""
