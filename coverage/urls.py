"""The pages on contracts and their coverage."""

from django.urls import path

from coverage.views.overview import overview

urlpatterns = [
    path("", overview, name="overview"),
]
