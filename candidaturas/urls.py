from django.urls import include, path, re_path

from candidaturas import sitemaps
from candidaturas.views import (
    avisos,
    boleta,
    buscar_boleta,
    comparar,
    datos,
    disponibilidad,
    estadisticas,
    estadisticas_de_identidad,
    ficha,
    informacion,
    mapa,
    mi_lista,
    portal,
    sorteo,
    transparencia,
)

app_name = "candidaturas"
urlpatterns = [
    path("", portal.inicio, name="inicio"),
    path("candidaturas/", portal.lista, name="lista"),
    path("candidaturas/<int:pk>-<slug:slug>/", ficha.detalle, name="detalle"),
    path("candidaturas/<int:pk>-<slug:slug>/ficha.pdf", ficha.pdf, name="ficha_pdf"),
    path("candidaturas/<int:pk>-<slug:slug>/qr.svg", ficha.qr, name="qr"),
    path("candidaturas/<int:pk>-<slug:slug>/og.png", ficha.imagen, name="imagen"),
    path("comparar/", comparar.pagina, name="comparar"),
    path("mi-lista/", mi_lista.pagina, name="mi_lista"),
    path("boleta/", buscar_boleta.buscar, name="boleta"),
    path("boleta/posicion/", buscar_boleta.por_posicion, name="boleta_posicion"),
    path("boleta/<int:numero>/", boleta.seccion, name="boleta_seccion"),
    path("boleta/municipio/<int:numero>/", boleta.municipio, name="boleta_municipio"),
    path("boleta/distrito/<int:numero>/", boleta.distrito, name="boleta_distrito"),
    path("boleta/otras-formas/", boleta.otras_formas, name="boleta_otras_formas"),
    path("mapa/", mapa.distritos, name="mapa"),
    path("mapa/municipios/", mapa.municipios, name="mapa_municipios"),
    path("estadisticas/", estadisticas.pagina, name="estadisticas"),
    path(
        "estadisticas/identidad/",
        estadisticas_de_identidad.pagina,
        name="estadistica_de_identidad",
    ),
    path(
        "estadisticas/identidad/<slug:clave>-<int:pk>.json",
        estadisticas_de_identidad.datos,
        name="estadistica_de_identidad_datos",
    ),
    path("estadisticas/<slug:clave>.csv", estadisticas.tabla_csv, name="estadisticas_csv"),
    path("informacion/", informacion.indice, name="informacion"),
    path("informacion/disponibilidad/", disponibilidad.pagina, name="disponibilidad"),
    path("informacion/sorteo/", sorteo.pagina, name="sorteo"),
    path("informacion/sorteo/datos.json", sorteo.datos, name="sorteo_datos"),
    path("informacion/sorteo/repetir.py", sorteo.programa, name="sorteo_programa"),
    path("informacion/aviso-de-privacidad/", informacion.aviso, name="aviso_de_privacidad"),
    path(
        "informacion/aviso-de-privacidad/<int:version>/",
        informacion.aviso,
        name="aviso_de_privacidad",
    ),
    path("informacion/<slug:clave>/", informacion.explicacion, name="explicacion"),
    path(
        "candidaturas/eleccion/<int:pk>/atom.xml", avisos.cambios_de_eleccion, name="eleccion_atom"
    ),
    path("transparencia/", transparencia.pagina, name="transparencia"),
    path("transparencia/procesos/<slug:clave>/", transparencia.proceso, name="proceso_terminado"),
    path("datos/", datos.pagina, name="datos"),
    re_path(r"^datos/(?P<clave>[-\w]+)/(?P<nombre>[\w.-]+)$", datos.archivo, name="datos_archivo"),
    path("api/v1/", include("candidaturas.api.urls")),
    path("sitemap.xml", sitemaps.mapa_del_sitio, name="mapa_del_sitio"),
    path("robots.txt", portal.robots, name="robots"),
]
