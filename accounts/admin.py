from django import forms
from django.contrib import admin, messages
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.links import one_time_link
from accounts.models import Role, User
from cakupan.admin import KeptAdmin


class UserForm(forms.ModelForm):
    """Who a person is; never their password."""

    class Meta:
        model = User
        fields = ["email", "name", "role", "is_active"]
        help_texts = {"is_active": "Kosongkan untuk menutup akun; sesinya berakhir saat itu juga."}

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        found = super().clean()
        administrators = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
        stays = found.get("role") == Role.ADMINISTRATOR and found.get("is_active")
        if not stays and [self.instance.pk] == list(administrators.values_list("pk", flat=True)):
            raise forms.ValidationError("Ini administrator terakhir: tunjuk administrator lain lebih dahulu.")
        return found


@admin.register(User)
class UserAdmin(KeptAdmin):
    form = UserForm
    list_display = ["name", "email", "role", "is_active", "last_login"]
    list_filter = ["role", "is_active"]
    search_fields = ["name", "email"]
    readonly_fields = ["last_login", "link_made_at", "joined_at"]
    actions = ["make_links"]

    def get_fields(self, request, obj=None):
        return UserForm.Meta.fields + (self.readonly_fields if obj else [])

    def save_model(self, request, obj, form, change):
        """A new person has no password until they set one by a one-time link."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    @admin.action(description="Buat tautan kata sandi sekali pakai")
    def make_links(self, request, queryset):
        """A page with one link for each chosen person; a closed account gets none."""
        now = timezone.localtime()
        made = [(user, *one_time_link(user, now)) for user in queryset.filter(is_active=True)]
        for user, *_ in made:
            self.log_change(request, user, "Membuat tautan kata sandi sekali pakai.")
        if len(made) < queryset.count():
            messages.warning(request, "Akun yang ditutup tidak mendapat tautan.")
        context = {**self.admin_site.each_context(request), "title": "Tautan sekali pakai", "links": made}
        return TemplateResponse(request, "admin/accounts/user/links.html", context)
