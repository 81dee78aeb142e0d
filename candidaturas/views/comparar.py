"""Comparar a quienes compiten en una misma elección."""

from django.shortcuts import render
from django.urls import reverse

from candidaturas import frescura, orden
from candidaturas.comparacion import comparar
from candidaturas.terminados import avisa_si_termino
from conoceles.comun.lectura import solo_lectura


@frescura.pagina_fresca(lambda: [frescura.PERFILES])
@solo_lectura
@avisa_si_termino
def pagina(request):
    comparacion = comparar(request.GET)
    otro = orden.BOLETA if comparacion.sorteo else orden.SORTEO
    consulta = request.GET.copy()
    consulta["orden"] = otro
    return render(
        request,
        "candidaturas/comparar.html",
        {
            "otro_orden": f"?{consulta.urlencode()}",
            "seccion_actual": "candidaturas",
            "url_absoluta": request.build_absolute_uri(request.path),
            "comparacion": comparacion,
            "letra_grande": request.GET.get("letra") == "grande",
            "migas": [
                {"texto": "Inicio", "url": reverse("candidaturas:inicio")},
                {"texto": "Candidaturas", "url": reverse("candidaturas:lista")},
                {"texto": "Comparar", "url": ""},
            ],
        },
    )
