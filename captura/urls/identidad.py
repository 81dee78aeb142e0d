"""El cuestionario de identidad: contestarlo y saber si está contestado."""

from django.urls import path

from captura.views import identidad

urlpatterns = [
    path("candidaturas/<int:pk>/identidad/", identidad.identidad, name="identidad"),
    path(
        "candidaturas/<int:pk>/identidad/<slug:clave>/", identidad.bloque, name="identidad_bloque"
    ),
]
