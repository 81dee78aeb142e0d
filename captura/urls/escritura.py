"""Lo que pasa mientras se escribe un cuestionario."""

from django.urls import path

from captura.views import autoguardado, declaraciones

urlpatterns = [
    path(
        "cuestionarios/<int:pk>/campos/<slug:campo>/",
        autoguardado.guardar_campo,
        name="campo_guardar",
    ),
    path(
        "cuestionarios/<int:pk>/campos/<slug:campo>/ayudas/",
        autoguardado.ayudas,
        name="campo_ayudas",
    ),
    path(
        "cuestionarios/<int:pk>/escritos/<slug:folio>/usar/",
        autoguardado.usar,
        name="escrito_usar",
    ),
    path(
        "cuestionarios/<int:pk>/declaraciones/<slug:clase>/",
        declaraciones.subir,
        name="declaracion",
    ),
    path(
        "cuestionarios/<int:pk>/declaraciones/<slug:clase>/pdf/",
        declaraciones.ver,
        name="declaracion_pdf",
    ),
    path(
        "cuestionarios/<int:pk>/declaraciones/<slug:clase>/quitar/",
        declaraciones.quitar,
        name="declaracion_quitar",
    ),
]
