"""Cuánto tiempo el sitio no respondió y qué hace eso con los plazos."""

from django.shortcuts import render
from django.urls import reverse

from candidaturas import consultas, frescura
from candidaturas.disponibilidad import ETIQUETA, regla_en_palabras
from candidaturas.models import Interrupcion
from conoceles.comun.lectura import solo_lectura

A_LA_VISTA = 100


@frescura.pagina_fresca(lambda: [ETIQUETA])
@solo_lectura
def pagina(request):
    proceso = consultas.proceso_vigente(consultas.procesos_publicos())
    clave = "caida_ventana_horas"
    cita = proceso and proceso.parametros.filter(clave=clave).values_list("cita", flat=True).first()
    return render(
        request,
        "candidaturas/disponibilidad.html",
        {
            "proceso": proceso,
            "regla": regla_en_palabras(proceso) if proceso else "",
            "cita": cita,
            "interrupciones": Interrupcion.objects.all()[:A_LA_VISTA],
            "url_absoluta": request.build_absolute_uri(request.path),
            "migas": [
                {"texto": "Inicio", "url": reverse("candidaturas:inicio")},
                {"texto": "Información", "url": reverse("candidaturas:informacion")},
                {"texto": "Disponibilidad del sitio"},
            ],
        },
    )
