"""Direcciones de los informes. Cada una tiene su fila en tests/informes/matriz.py."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import path, register_converter

from informes.direcciones import MesConverter, RenglonConverter
from informes.views import (
    cuantitativo,
    mensual,
    omisiones,
    plantilla,
    registro,
    sesion,
    tablero,
    vista_previa,
)

register_converter(MesConverter, "mes")
register_converter(RenglonConverter, "renglon")

app_name = "informes"

DEL_PROCESO: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
    ("cuantitativo/", cuantitativo.cuantitativo, "cuantitativo"),
    ("cuantitativo/archivo/", cuantitativo.pedir_archivo, "cuantitativo_archivo"),
    ("cuantitativo/registrar/", cuantitativo.registrar, "cuantitativo_registrar"),
    ("omisiones/", omisiones.omisiones, "omisiones"),
    ("omisiones/archivo/", omisiones.pedir_archivo, "omisiones_archivo"),
    ("tablero/", tablero.tablero, "tablero"),
    ("tablero/<slug:clave>.csv", tablero.tabla_csv, "tablero_csv"),
    ("registro/", registro.registro, "registro"),
    ("registro/oficios/nuevo/", registro.nuevo_oficio, "oficio_nuevo"),
    ("registro/oficios/<int:pk>/", registro.cerrar_oficio, "oficio_cerrar"),
    ("registro/difusion/nueva/", registro.nueva_difusion, "difusion_nueva"),
    ("registro/difusion/<int:pk>/evidencia/", registro.evidencia, "difusion_evidencia"),
    ("registro/acuerdos/nuevo/", registro.acuerdo, "acuerdo_nuevo"),
    ("registro/acuerdos/<int:pk>/", registro.acuerdo, "acuerdo_editar"),
    ("registro/frases/<slug:clave>/", registro.frase, "frase"),
]
DEL_INFORME: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
    ("", mensual.detalle, "detalle"),
    ("informe.<str:formato>", mensual.descargar, "descargar"),
    ("vista-previa/", vista_previa.vista_previa, "vista_previa"),
    ("textos/", sesion.editar_textos, "textos"),
    ("aprobar/", sesion.aprobar, "aprobar"),
    ("pasos/<slug:paso>/", sesion.dar_paso, "paso"),
    ("firmados/<int:pk>/", sesion.firmado, "firmado"),
    ("reuniones/nueva/", registro.reunion, "reunion_nueva"),
    ("reuniones/<int:pk>/", registro.reunion, "reunion_editar"),
    ("revision/", mensual.revision, "revision"),
    ("revision/<slug:hallazgo>/", mensual.dispensar, "dispensar"),
    ("renglones/nuevo/", mensual.nuevo_renglon, "renglon_nuevo"),
    ("renglones/<renglon:renglon>/", mensual.editar_renglon, "renglon_editar"),
    ("renglones/<renglon:renglon>/decidir/", mensual.decidir_renglon, "renglon_decidir"),
    ("renglones/<renglon:renglon>/mover/", mensual.mover_renglon, "renglon_mover"),
    ("renglones/<renglon:renglon>/unir/", mensual.unir_renglon, "renglon_unir"),
]
urlpatterns = [
    path("", mensual.lista, name="lista"),
    path("plantilla/", plantilla.plantilla, name="plantilla"),
    path("plantilla/<slug:cual>.docx", plantilla.bajar, name="plantilla_bajar"),
    path("plantilla/<slug:cual>/muestra.docx", plantilla.ver_muestra, name="plantilla_muestra"),
    path("plantilla/<slug:cual>/usar/", plantilla.usar, name="plantilla_usar"),
    *(path(f"<slug:proceso>/{ruta}", vista, name=nombre) for ruta, vista, nombre in DEL_PROCESO),
    *(
        path(f"<slug:proceso>/<mes:mes>/{ruta}", vista, name=nombre)
        for ruta, vista, nombre in DEL_INFORME
    ),
]
