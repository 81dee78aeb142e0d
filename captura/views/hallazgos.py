"""Las listas de trabajo de quien revisa."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from captura.apartados import etiqueta_de
from captura.consultas import proceso_de_trabajo
from captura.hallazgos import LISTAS
from captura.models import Cuestionario
from captura.permisos import REVISAN
from captura.views.alcance import exigir

POR_PAGINA = 50


@require_safe
def hallazgos(request):
    adscripcion = request.adscripcion
    exigir(adscripcion is not None and adscripcion.rol in REVISAN)
    clave = request.GET.get("lista", "")
    if clave not in LISTAS:
        clave = next(iter(LISTAS))
    proceso = proceso_de_trabajo(adscripcion)
    hallados = list(LISTAS[clave].buscar(proceso)) if proceso else []
    pagina = Paginator(hallados, POR_PAGINA).get_page(request.GET.get("pagina"))
    claves = {pk for h in pagina for pk in (h.cuestionario, h.otro) if pk}
    cuestionarios = (
        Cuestionario.objects.visibles_para(adscripcion)
        .select_related("candidatura__formula__actor", "candidatura__formula__eleccion__cargo")
        .in_bulk(claves)
    )
    return render(
        request,
        "captura/hallazgos.html",
        {
            "proceso": proceso,
            "lista": LISTAS[clave],
            "pestanas": [
                {"texto": lista.titulo, "url": f"?lista={c}", "actual": c == clave}
                for c, lista in LISTAS.items()
            ],
            "pagina": pagina,
            "cuantos": len(hallados),
            "renglones": [
                (h, etiqueta_de(h.campo), cuestionarios[h.cuestionario], cuestionarios.get(h.otro))
                for h in pagina
            ],
        },
    )
