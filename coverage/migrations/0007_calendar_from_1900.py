"""The working calendar from 1900 on: a contract of the last century has a due date as well."""

from datetime import date, timedelta

from django.db import migrations

from coverage.calendar import is_working_day

FIRST_DAY = date(1900, 1, 1)
FIRST_DAY_BEFORE = date(2000, 1, 1)
LAST_DAY = date(2050, 12, 31)


def calendar_from(first_day):
    def write(apps, schema_editor):
        own = dict(apps.get_model("coverage", "HolidayOverride").objects.values_list("day", "working"))
        Workday, rows, number = apps.get_model("coverage", "Workday"), [], 0
        for offset in range((LAST_DAY - first_day).days + 1):
            day = first_day + timedelta(days=offset)
            working = is_working_day(day, own)
            number += working
            rows.append(Workday(day=day, working=working, number=number))
        Workday.objects.all().delete()
        Workday.objects.bulk_create(rows, batch_size=5000)

    return write


class Migration(migrations.Migration):
    dependencies = [("coverage", "0006_alarm_history")]

    operations = [migrations.RunPython(calendar_from(FIRST_DAY), calendar_from(FIRST_DAY_BEFORE))]
