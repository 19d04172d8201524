"""Goods by file: choose it, see what it will change, say yes, watch it, and get back what was refused."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from giftshop import sheets
from giftshop.refusals import Refused
from shops.admin.scope import ShopPage
from shops.imports import preview, rows
from shops.imports.report import FileRefused, Report
from shops.models import CatalogueImport

MAX_FILE = 10 * 1024 * 1024
VERBS = {"start": CatalogueImport.start, "withdraw": CatalogueImport.withdraw}


class UploadForm(forms.ModelForm):
    """Reads the file, so that what is wrong with it as a whole is said beside the field."""

    upload = forms.FileField(
        label=_("File (CSV)"),
        help_text=_(
            "In the format of Shopify, UTF-8 or GBK, up to 10 MB. Nothing is changed before you say so."
        ),
    )

    class Meta:
        model = CatalogueImport
        fields = ["shop", "upload", "category"]
        help_texts = {"category": _("Left empty, the goods' types, titles and tags decide.")}

    def clean(self):
        data = super().clean()
        if {"shop", "upload"} <= data.keys():
            self._read(data["shop"], data["upload"])
        return data

    def _read(self, shop, upload):
        if upload.size > MAX_FILE:
            self.add_error("upload", _("The file is larger than 10 MB."))
            return
        job, job.data = self.instance, upload.read()
        try:
            job.products, job.preview, job.refused = preview.preview(shop, job.data)
        except FileRefused as refused:
            self.add_error("upload", str(refused))
        job.file_name = upload.name[-120:]


@admin.register(CatalogueImport)
class ImportAdmin(ShopPage):
    change_form_template = "shops/admin/import.html"
    list_display = ["file_name", "shop", "state", "products", "written", "by", "created_at", "done_at"]
    list_filter = ["state"]
    list_select_related = ["shop", "by"]
    ordering = ["-pk"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).defer("data", "preview", "refused", "report")

    def get_form(self, request, obj=None, **options):
        return super().get_form(request, obj, **(options if obj else options | {"form": UploadForm}))

    def get_fields(self, request, obj=None):
        return [] if obj else UploadForm.Meta.fields

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        obj.save()

    def response_add(self, request, obj, post_url_continue=None):
        return redirect("admin:shops_catalogueimport_change", obj.pk)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:object_id>/word/", view(self.word), name="shops_catalogueimport_word"),
            path("<int:object_id>/refused/", view(self.refused), name="shops_catalogueimport_refused"),
            *super().get_urls(),
        ]

    def word(self, request, object_id):
        """The merchant's yes or no."""
        job = self._job(request, object_id)
        verb = request.POST.get("verb")
        if request.method != "POST" or verb not in VERBS:
            raise PermissionDenied
        try:
            VERBS[verb](job)
        except Refused as refusal:
            self.message_user(request, refusal.title, "error")
        else:
            self.log_change(request, job, str(job.get_state_display()))
        return redirect("admin:shops_catalogueimport_change", object_id)

    def refused(self, request, object_id):
        """The refused rows as they were, each with what is wrong with it: to be mended and brought in again."""
        job = self._job(request, object_id)
        return sheets.answer(f"refused-{job.pk}.csv", rows.with_words(bytes(job.data), job.refused))

    def _job(self, request, object_id):
        job = self.get_object(request, str(object_id))
        if job is None:
            raise Http404
        return job

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["report"] = Report(**obj.report)
        response = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        if obj and obj.state == obj.State.RUNNING:
            response.headers["Refresh"] = "3"
        return response
