"""Los informes aprobados, con sus archivos y sus huellas."""

from django.shortcuts import get_object_or_404, render

from candidaturas.frescura import TEXTOS, pagina_fresca
from candidaturas.models import InformePublico, ProcesoElectoral
from candidaturas.terminados import lo_que_queda
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
            "terminados": ProcesoElectoral.objects.terminados(),
        },
    )


@pagina_fresca(lambda clave: [TEXTOS])
@solo_lectura
def proceso(request, clave: str):
    """Qué pasó con un proceso que dejó de publicarse y qué queda de él."""
    terminado = get_object_or_404(ProcesoElectoral.objects.terminados(), clave=clave)
    return render(
        request,
        "candidaturas/proceso_terminado.html",
        {
            "seccion_actual": "transparencia",
            "url_absoluta": request.build_absolute_uri(request.path),
            **lo_que_queda(terminado),
        },
    )
