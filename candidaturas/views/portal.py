"""Las páginas públicas. Buscan lo que hoy se puede ver, lo ordenan para leerse y responden."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from candidaturas import consultas, frescura
from candidaturas.busqueda import LARGO_MAXIMO
from candidaturas.listado import listar
from candidaturas.terminados import avisa_si_termino
from conoceles.comun import reloj
from conoceles.comun.lectura import solo_lectura


@frescura.pagina_fresca(lambda: [frescura.PERFILES])
@solo_lectura
def inicio(request):
    procesos = consultas.procesos_publicos()
    proceso = consultas.proceso_vigente(procesos)
    return render(
        request,
        "candidaturas/inicio.html",
        {
            "proceso": proceso,
            "ya_fue": proceso is not None and proceso.jornada_el < reloj.hoy(),
            "avance": consultas.avance(proceso) if proceso else None,
            "cargos": consultas.cargos_de(proceso) if proceso else [],
            "otros": [p for p in procesos if p != proceso],
            "url_absoluta": _url_absoluta(request),
            "largo_maximo": LARGO_MAXIMO,
        },
    )


@frescura.pagina_fresca(lambda: [frescura.PERFILES])
@solo_lectura
@avisa_si_termino
def lista(request):
    contexto = {
        "seccion_actual": "candidaturas",
        "url_absoluta": _url_absoluta(request),
        "listado": listar(request.GET, request.path),
    }
    es_fragmento = request.htmx and not request.htmx.history_restore_request
    plantilla = "candidaturas/_filtrada.html" if es_fragmento else "candidaturas/lista.html"
    respuesta = render(request, plantilla, contexto)
    patch_vary_headers(respuesta, ["HX-Request"])
    return respuesta


@solo_lectura
def robots(request):
    return render(
        request,
        "candidaturas/robots.txt",
        {"sitio": request.build_absolute_uri("/").rstrip("/")},
        content_type="text/plain; charset=utf-8",
    )


def _url_absoluta(request) -> str:
    """La dirección permanente: sin filtros, sin página, sin códigos de campaña."""
    return request.build_absolute_uri(request.path)
