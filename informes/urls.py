from django.urls import path, register_converter

from informes import views
from informes.direcciones import MesConverter, RenglonConverter

register_converter(MesConverter, "mes")
register_converter(RenglonConverter, "renglon")

app_name = "informes"
urlpatterns = [
    path("", views.lista, name="lista"),
    path("<slug:proceso>/<mes:mes>/", views.detalle, name="detalle"),
    path("<slug:proceso>/<mes:mes>/informe.<str:formato>", views.descargar, name="descargar"),
    path("<slug:proceso>/<mes:mes>/revision/", views.revision, name="revision"),
    path(
        "<slug:proceso>/<mes:mes>/revision/<slug:hallazgo>/",
        views.dispensar,
        name="dispensar",
    ),
    path(
        "<slug:proceso>/<mes:mes>/renglones/<renglon:renglon>/",
        views.editar_renglon,
        name="renglon_editar",
    ),
    path(
        "<slug:proceso>/<mes:mes>/renglones/<renglon:renglon>/decidir/",
        views.decidir_renglon,
        name="renglon_decidir",
    ),
]
