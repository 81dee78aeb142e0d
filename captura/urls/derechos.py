"""Solicitudes de derechos sobre los datos personales."""

from django.urls import path

from captura.views import derechos

urlpatterns = [
    path("derechos/", derechos.lista, name="derechos"),
    path("candidaturas/<int:pk>/derechos/nueva/", derechos.nueva, name="derecho_nuevo"),
    path("derechos/<slug:folio>/", derechos.solicitud, name="derecho"),
    path(
        "derechos/<slug:folio>/identificacion/",
        derechos.identificacion,
        name="derecho_identificacion",
    ),
    path("derechos/<slug:folio>/acuse/", derechos.acuse, name="derecho_acuse"),
    path("derechos/<slug:folio>/resolver/", derechos.resolver, name="derecho_resolver"),
    path("derechos/<slug:folio>/cumplir/", derechos.cumplir, name="derecho_cumplir"),
    path("derechos/<slug:folio>/suprimir/", derechos.suprimir, name="derecho_suprimir"),
    path("derechos/<slug:folio>/enlace/", derechos.enviar_enlace, name="derecho_enlace"),
    path("derechos/<slug:folio>/datos/", derechos.llevarse_los_datos, name="derecho_datos"),
]
