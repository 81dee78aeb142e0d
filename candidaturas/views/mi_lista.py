"""Mi lista: la página es la misma para todas las personas; la lista vive en su navegador."""

from django.shortcuts import render

from candidaturas import frescura
from conoceles.comun.lectura import solo_lectura


@frescura.pagina_fresca(lambda: [frescura.GENERAL])
@solo_lectura
def pagina(request):
    contexto = {
        "seccion_actual": "mi_lista",
        "url_absoluta": request.build_absolute_uri(request.path),
    }
    return render(request, "candidaturas/mi_lista.html", contexto)
