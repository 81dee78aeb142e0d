"""Los informes aprobados, con sus archivos y sus huellas."""

from django.shortcuts import render

from candidaturas.frescura import TEXTOS, pagina_fresca
from candidaturas.models import InformePublico
from conoceles.comun.lectura import solo_lectura


@pagina_fresca(lambda: [TEXTOS])
@solo_lectura
def pagina(request):
    informes = InformePublico.objects.select_related("proceso").order_by(
        "-proceso__anio", "proceso", "-mes", "-version"
    )
    return render(
        request,
        "candidaturas/transparencia.html",
        {
            "seccion_actual": "transparencia",
            "url_absoluta": request.build_absolute_uri(request.path),
            "informes": informes,
        },
    )
