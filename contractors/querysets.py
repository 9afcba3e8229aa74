"""Providers by what people remember of them: part of a name, a name with a slip, an NPWP."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import CharField, F, Func, Q, Value
from django.db.models.functions import Upper

from accounts.models import Role

NEAR = 0.4
"""From this likeness on two names may be one firm written twice."""
LIKELY = 0.25


class CoreName(Func):
    """A name without its legal form, signs and case: "PT. Karya, Tbk" and "karya" are alike."""

    template = (
        r"btrim(regexp_replace(lower(%(expressions)s), '\m(pt|cv|ud|pd|fa|firma|koperasi|tbk|persero)\M|[^a-z0-9]+',"
        r" ' ', 'g'))"
    )
    output_field = CharField()


class ContractorQuerySet(models.QuerySet):
    def kept_by(self, user):
        """The providers whose record `user` keeps, corrects and merges: all for the procurement office, none for others."""
        return self.unmerged() if user.role == Role.PROCUREMENT else self.none()

    def unmerged(self):
        """Providers in their own right: not the variants of a name that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def called(self, name):
        """Providers of exactly this name, letter case ignored."""
        return self.unmerged().annotate(big=Upper("name")).filter(big=name.upper())

    def likened(self, name):
        """Annotate `likeness` (0 to 1) of the core of each name to that of `name`, the likest first."""
        likeness = TrigramSimilarity(CoreName("name"), CoreName(Value(name)))
        return self.annotate(likeness=likeness).order_by(F("likeness").desc(), "name", "pk")

    def near(self, name):
        """Providers whose name could be `name` with a slip or another legal form, the likest first."""
        return self.unmerged().likened(name).filter(likeness__gte=NEAR)

    def sought(self, text):
        """Providers that a person may mean by `text`, part of a name or of an NPWP, the likest first."""
        held = Q(name__icontains=text)
        digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
        if len(digits) >= 4:
            held |= Q(npwp__contains=digits)
        return self.unmerged().likened(text).filter(held | Q(likeness__gte=LIKELY))


class NIKTailQuerySet(models.QuerySet):
    def catch_up(self, today):
        """Do what is left of `complete` and `tell_births`, a few thousand workers at a time."""
        while self.complete(5_000):
            pass
        while self.tell_births(1_000, today):
            pass

    def complete(self, most):
        """Index the last digits of at most `most` workers that have none yet; how many there were.

        Whoever is quicker wins: two at once write each row once.
        """
        worker = self.model._meta.get_field("worker").related_model
        missing = worker.objects.filter(nik_tail=None).order_by("pk").values_list("pk", "nik")[:most]
        rows = [self.model(worker_id=pk, tail=nik.tail_index()) for pk, nik in missing]
        self.bulk_create(rows, ignore_conflicts=True)
        return len(rows)

    def tell_births(self, most, today):
        """Write the birth date that the NIK tells, the latest one up to `today`, for at most `most` workers who have none of
        their own and none written yet; how many there were. Two at once write the same.
        """
        missing = self.filter(born_on=None, worker__born_on=None).select_related("worker").order_by("pk")
        rows = list(missing.only("worker__nik")[:most])
        for row in rows:
            row.born_on = row.worker.nik.birth_before(today)
        self.bulk_update(rows, ["born_on"])
        return len(rows)


class WorkerQuerySet(models.QuerySet):
    def known_as(self, nik):
        """The person of a NIK, if there is one; found by the keyed index alone."""
        return self.filter(nik_index=nik.index())

    def enlist(self, nik, **facts):
        """The person of a NIK, kept from changing until the end of the transaction, made with `facts` where unknown.

        Of a known one only what is empty is filled. Two connections that bring the same NIK at once make one person.
        """
        self.bulk_create([self.model(nik=nik, nik_index=nik.index(), **facts)], ignore_conflicts=True)
        found = self.select_for_update().get(nik_index=nik.index())
        empty = [name for name, value in facts.items() if value and not getattr(found, name)]
        for name in empty:
            setattr(found, name, facts[name])
        if empty:
            found.save(update_fields=empty)
        return found
