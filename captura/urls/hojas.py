"""Captura en lote: hoja de cálculo y ZIP de fotografías."""

from django.urls import path

from captura.views import hojas

urlpatterns = [
    path("hoja/", hojas.hoja, name="hoja"),
    path("hoja/plantilla/", hojas.plantilla, name="hoja_plantilla"),
    path("hoja/<uuid:uuid>/", hojas.revision_de_hoja, name="hoja_revision"),
    path("hoja/<uuid:uuid>/aplicar/", hojas.aplicar, name="hoja_aplicar"),
]
