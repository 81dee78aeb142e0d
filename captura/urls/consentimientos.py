"""Consentimientos: firmarlos, imprimirlos, subirlos en papel, validarlos y retirarlos."""

from django.urls import path

from captura.views import consentimientos, escaneos, formatos

urlpatterns = [
    path("consentimientos/", consentimientos.tablero, name="consentimientos"),
    path("consentimientos/imprimir/", consentimientos.imprimir, name="consentimientos_imprimir"),
    path("consentimientos/formatos/", formatos.formatos, name="formatos"),
    path("consentimientos/formatos/nuevo/", formatos.nuevo, name="formato_nuevo"),
    path("consentimientos/escaneos/", escaneos.lotes, name="escaneos"),
    path(
        "consentimientos/escaneos/<uuid:uuid>/",
        escaneos.separado,
        name="escaneo_separado",
    ),
    path("consentimientos/escaneos/<int:pk>/", escaneos.lote, name="escaneo"),
    path("consentimientos/paginas/<int:pk>/", escaneos.hoja, name="pagina_escaneada"),
    path("consentimientos/paginas/<int:pk>/imagen/", escaneos.imagen, name="pagina_imagen"),
    path("consentimientos/paginas/<int:pk>/asignar/", escaneos.asignar, name="pagina_asignar"),
    path(
        "consentimientos/paginas/<int:pk>/descartar/", escaneos.descartar, name="pagina_descartar"
    ),
    path(
        "candidaturas/<int:pk>/consentimiento/",
        consentimientos.de_candidatura,
        name="consentimiento_de",
    ),
    path(
        "candidaturas/<int:pk>/consentimiento/firmar/",
        consentimientos.firmar,
        name="consentimiento_firmar",
    ),
    path(
        "candidaturas/<int:pk>/consentimiento/papel/",
        consentimientos.papel,
        name="consentimiento_papel",
    ),
    path(
        "consentimientos/<slug:folio>/",
        consentimientos.consentimiento,
        name="consentimiento",
    ),
    path(
        "consentimientos/<slug:folio>/evidencia/",
        consentimientos.evidencia,
        name="consentimiento_evidencia",
    ),
    path(
        "consentimientos/<slug:folio>/validar/",
        consentimientos.validar,
        name="consentimiento_validar",
    ),
    path(
        "consentimientos/<slug:folio>/retirar/",
        consentimientos.retirar,
        name="consentimiento_retirar",
    ),
]
