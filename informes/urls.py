from django.urls import path, register_converter

from informes.direcciones import MesConverter, RenglonConverter
from informes.views import cuantitativo, mensual

register_converter(MesConverter, "mes")
register_converter(RenglonConverter, "renglon")

app_name = "informes"
urlpatterns = [
    path("", mensual.lista, name="lista"),
    path("<slug:proceso>/cuantitativo/", cuantitativo.cuantitativo, name="cuantitativo"),
    path(
        "<slug:proceso>/cuantitativo/archivo/",
        cuantitativo.pedir_archivo,
        name="cuantitativo_archivo",
    ),
    path(
        "<slug:proceso>/cuantitativo/registrar/",
        cuantitativo.registrar,
        name="cuantitativo_registrar",
    ),
    path("<slug:proceso>/<mes:mes>/", mensual.detalle, name="detalle"),
    path("<slug:proceso>/<mes:mes>/informe.<str:formato>", mensual.descargar, name="descargar"),
    path("<slug:proceso>/<mes:mes>/revision/", mensual.revision, name="revision"),
    path(
        "<slug:proceso>/<mes:mes>/revision/<slug:hallazgo>/",
        mensual.dispensar,
        name="dispensar",
    ),
    path(
        "<slug:proceso>/<mes:mes>/renglones/<renglon:renglon>/",
        mensual.editar_renglon,
        name="renglon_editar",
    ),
    path(
        "<slug:proceso>/<mes:mes>/renglones/<renglon:renglon>/decidir/",
        mensual.decidir_renglon,
        name="renglon_decidir",
    ),
]
