"""The addresses beside guides that are not pages."""

from django.urls import path

from guides import views
from guides.opinions import views as opinions

urlpatterns = [
    path("<slug:slug>/imprimer.pdf", views.on_paper, name="guide_on_paper"),
    path("<slug:slug>/avis/", opinions.give, name="guides_opinion"),
    path("<slug:slug>/merci/", opinions.thanks, name="guides_thanks"),
]
