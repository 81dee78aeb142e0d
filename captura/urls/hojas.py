"""Captura en lote: hoja de cálculo y ZIP de fotografías."""

from django.urls import path

from captura.views import fotos, hojas

urlpatterns = [
    path("hoja/", hojas.hoja, name="hoja"),
    path("hoja/plantilla/", hojas.plantilla, name="hoja_plantilla"),
    path("hoja/<uuid:uuid>/", hojas.revision_de_hoja, name="hoja_revision"),
    path("hoja/<uuid:uuid>/aplicar/", hojas.aplicar, name="hoja_aplicar"),
    path("fotos/", fotos.fotos, name="fotos"),
    path("fotos/<uuid:uuid>/", fotos.revision_de_fotos, name="fotos_revision"),
    path("fotos/<uuid:uuid>/<int:numero>/", fotos.imagen_de_revision, name="fotos_imagen"),
    path("fotos/<uuid:uuid>/aplicar/", fotos.aplicar, name="fotos_aplicar"),
]
