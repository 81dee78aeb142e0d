"""El mapa del estado: cada territorio es un enlace a su boleta, y al lado va la misma lista."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from candidaturas import consultas, lugares, posicion
from candidaturas.frescura import pagina_fresca
from candidaturas.mapa import Dibujo, dibujo, recuadros
from candidaturas.models import Distrito
from conoceles.comun.lectura import solo_lectura


@pagina_fresca(list)
@solo_lectura
def distritos(request):
    """Solo del trazado que se tiene dibujado: el de otro proceso tendría otros límites."""
    proceso = _proceso()
    demarcacion = proceso.marco.demarcacion
    if demarcacion.clave != posicion.DEMARCACION:
        raise Http404
    lugares_de = {
        d.numero: (str(d), lugares.url_del_distrito(proceso, d))
        for d in Distrito.objects.filter(demarcacion=demarcacion).order_by("numero")
    }
    return _pagina(request, proceso, "distritos", lugares_de)


@pagina_fresca(list)
@solo_lectura
def municipios(request):
    proceso = _proceso()
    lugares_de = {
        m.numero: (m.nombre, lugares.url_del_municipio(proceso, m))
        for m in lugares.municipios(proceso)
    }
    return _pagina(request, proceso, "municipios", lugares_de)


def _proceso():
    proceso = consultas.proceso_vigente(consultas.procesos_publicos())
    if proceso is None or proceso.marco_id is None:
        raise Http404
    return proceso


def _pagina(request, proceso, capa: str, lugares_de: dict[int, tuple[str, str]]):
    trazado = dibujo(capa)
    cercanas = recuadros() if capa == "distritos" else []
    contexto = {
        "recuadros": [
            {
                "nombre": r.nombre,
                "ancho": r.dibujo.ancho,
                "alto": r.dibujo.alto,
                "marco": r.marco,
                "figuras": _figuras(r.dibujo, lugares_de),
            }
            for r in cercanas
        ],
        "seccion_actual": "mapa",
        "url_absoluta": request.build_absolute_uri(reverse(request.resolver_match.view_name)),
        "proceso": proceso,
        "capa": capa,
        "ancho": trazado.ancho,
        "alto": trazado.alto,
        "figuras": _figuras(trazado, lugares_de),
        "lista": [{"nombre": nombre, "url": url} for nombre, url in lugares_de.values()],
    }
    return render(request, "candidaturas/mapa.html", contexto)


def _figuras(trazado: Dibujo, lugares_de: dict[int, tuple[str, str]]) -> list[dict[str, str]]:
    return [
        {"trazo": f.trazo, "nombre": lugares_de[f.numero][0], "url": lugares_de[f.numero][1]}
        for f in trazado.figuras
        if f.numero in lugares_de
    ]
