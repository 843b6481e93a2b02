from django.urls import path

from guides import views

urlpatterns = [
    path("<slug:slug>/imprimer.pdf", views.on_paper, name="guide_on_paper"),
]
