"""Cuestionarios, fotografías, compromisos, reportes de error y textos."""

from django.urls import path

from captura.views import (
    acuses,
    compromisos,
    cuestionarios,
    fotografias,
    inicio,
    reportes,
    revision,
    textos,
)

urlpatterns = [
    path("", inicio.inicio, name="inicio"),
    path("cuestionarios/<int:pk>/", cuestionarios.cuestionario, name="cuestionario"),
    path("cuestionarios/<int:pk>/enviar/", cuestionarios.enviar, name="enviar"),
    path("cuestionarios/<int:pk>/revision/", revision.revision, name="revision"),
    path("cuestionarios/<int:pk>/pasos/<slug:paso>/", revision.paso, name="paso"),
    path(
        "cuestionarios/<int:pk>/fotografia/",
        fotografias.subir,
        name="fotografia_subir",
    ),
    path("fotografias/<int:pk>/", fotografias.ver, name="fotografia"),
    path("acuses/<slug:folio>/", acuses.acuse, name="acuse"),
    path("compromisos/", compromisos.solicitudes, name="solicitudes"),
    path("compromisos/solicitar/", compromisos.solicitar, name="solicitar"),
    path("compromisos/registrar/", compromisos.registrar, name="solicitud_externa"),
    path("compromisos/<int:pk>/habilitar/", compromisos.habilitar, name="habilitar"),
    path(
        "candidaturas/<int:pk>/firmar/<int:version>/",
        compromisos.firmar_compromisos,
        name="firmar",
    ),
    path("reportes/", reportes.reportes, name="reportes"),
    path("reportes/<slug:folio>/", reportes.reporte, name="reporte"),
    path("reportes/<slug:folio>/mover/", reportes.mover, name="reporte_mover"),
    path("textos/", textos.textos, name="textos"),
    path("textos/<slug:clave>/", textos.editar, name="texto_editar"),
    path("firmas/<slug:folio>/", compromisos.firma, name="firma"),
]
