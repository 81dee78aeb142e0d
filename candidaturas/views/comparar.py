"""Comparar a quienes compiten en una misma elección."""

from django.shortcuts import render
from django.urls import reverse

from candidaturas import frescura
from candidaturas.comparacion import comparar
from conoceles.comun.lectura import solo_lectura


@frescura.pagina_fresca(lambda: [frescura.PERFILES])
@solo_lectura
def pagina(request):
    return render(
        request,
        "candidaturas/comparar.html",
        {
            "seccion_actual": "candidaturas",
            "url_absoluta": request.build_absolute_uri(request.path),
            "comparacion": comparar(request.GET),
            "letra_grande": request.GET.get("letra") == "grande",
            "migas": [
                {"texto": "Inicio", "url": reverse("candidaturas:inicio")},
                {"texto": "Candidaturas", "url": reverse("candidaturas:lista")},
                {"texto": "Comparar", "url": ""},
            ],
        },
    )
