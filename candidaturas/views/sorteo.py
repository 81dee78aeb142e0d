"""La regla del sorteo del día, su compromiso y si toca a todas por igual."""

import json
from datetime import date
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from candidaturas import consultas, repetir_sorteo
from candidaturas.frescura import pagina_fresca
from candidaturas.models import Candidatura, CompromisoDeSorteo
from candidaturas.repetir_sorteo import informe, significancia
from candidaturas.sorteo import ETIQUETA, datos_publicos
from conoceles.comun.lectura import solo_lectura

# Más sorteos que estos no se repiten en lo que se espera una página: se repiten con el programa.
SORTEOS_POR_PAGINA = 300_000


@pagina_fresca(lambda: [ETIQUETA])
@solo_lectura
def pagina(request):
    proceso = consultas.proceso_vigente(consultas.procesos_publicos())
    publicos = datos_publicos(proceso) if proceso else None
    equidades = informe(publicos) if publicos and _caben(publicos) else {}
    detalle = _pedida(request.GET.get("eleccion", ""), equidades)
    return render(
        request,
        "candidaturas/sorteo.html",
        {
            "proceso": proceso,
            "datos": publicos,
            "desde": date.fromisoformat(publicos["desde"]) if publicos else None,
            "hoy": date.fromisoformat(publicos["hoy"]) if publicos else None,
            "compromisos": CompromisoDeSorteo.objects.all()[:20],
            "elecciones": [{**e, "equidad": equidades[e["numero"]]} for e in publicos["elecciones"]]
            if equidades
            else [],
            "significancia": significancia(equidades),
            "detalle": detalle,
            "esperadas_minimas": repetir_sorteo.ESPERADAS_MINIMAS,
            "url_absoluta": request.build_absolute_uri(request.path),
            "migas": [
                {"texto": "Inicio", "url": reverse("candidaturas:inicio")},
                {"texto": "Información", "url": reverse("candidaturas:informacion")},
                {"texto": "Sorteo del día"},
            ],
        },
    )


@pagina_fresca(lambda: [ETIQUETA])
@solo_lectura
def datos(request):
    contenido = json.dumps(datos_publicos(), ensure_ascii=False, indent=1)
    return HttpResponse(contenido, content_type="application/json; charset=utf-8")


@pagina_fresca(list)
@solo_lectura
def programa(request):
    """El mismo archivo con que calcula el sitio."""
    return HttpResponse(
        Path(repetir_sorteo.__file__).read_bytes(),
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="repetir.py"'},
    )


def _caben(publicos: dict) -> bool:
    cuantas = sum(len(e["candidaturas"]) for e in publicos["elecciones"])
    return cuantas * (publicos["dia"] + 1) <= SORTEOS_POR_PAGINA


def _pedida(pedida: str, equidades: dict) -> dict | None:
    """La cuenta de cada candidatura de una elección, en el orden de la boleta."""
    if not pedida.isascii() or not pedida.isdecimal() or len(pedida) > 9:
        return None
    equidad = equidades.get(int(pedida))
    if equidad is None:
        return None
    candidaturas = Candidatura.objects.filter(pk__in=equidad.candidaturas).en_orden_de_boleta()
    hasta, tramos = 0, []
    for lugares in equidad.tramos:
        desde, hasta = hasta + 1, hasta + lugares
        tramos.append(f"{desde}.º" if desde == hasta else f"{desde}.º a {hasta}.º")
    return {
        "numero": int(pedida),
        "tramos": list(zip(tramos, equidad.esperadas, strict=True)),
        "filas": [(c, equidad.cuentas[c.pk]) for c in candidaturas],
    }
