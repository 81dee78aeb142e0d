"""Las páginas que explican, con los textos que edita el personal."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from candidaturas import frescura
from candidaturas.models import AvisoDePrivacidad, Explicacion
from conoceles.comun.formato import con_formato
from conoceles.comun.lectura import solo_lectura


@frescura.pagina_fresca(lambda: [frescura.TEXTOS])
@solo_lectura
def indice(request):
    explicaciones = Explicacion.objects.defer("texto")
    return render(
        request,
        "candidaturas/informacion.html",
        {"explicaciones": explicaciones, "url_absoluta": request.build_absolute_uri(request.path)},
    )


@frescura.pagina_fresca(lambda clave: [frescura.TEXTOS])
@solo_lectura
def explicacion(request, clave: str):
    hallada = get_object_or_404(Explicacion, clave=clave)
    return render(
        request,
        "candidaturas/explicacion.html",
        {
            "explicacion": hallada,
            "cuerpo": con_formato(hallada.texto),
            "otras": Explicacion.objects.exclude(pk=hallada.pk).defer("texto"),
            "url_absoluta": request.build_absolute_uri(request.path),
            "migas": [
                {"texto": "Inicio", "url": reverse("candidaturas:inicio")},
                {"texto": "Información", "url": reverse("candidaturas:informacion")},
                {"texto": hallada.titulo},
            ],
        },
    )


@frescura.pagina_fresca(lambda **_: [frescura.TEXTOS])
@solo_lectura
def aviso(request, version: int | None = None):
    """El aviso de privacidad vigente o una versión, con sus dos textos."""
    versiones = AvisoDePrivacidad.objects.defer("simplificado", "integral")
    vigente = AvisoDePrivacidad.objects.vigente()
    hallado = get_object_or_404(AvisoDePrivacidad, version=version) if version else vigente
    return render(
        request,
        "candidaturas/aviso_de_privacidad.html",
        {
            "aviso": hallado,
            "vigente": vigente,
            "simplificado": con_formato(hallado.simplificado, bajo_un_h2=True) if hallado else "",
            "integral": con_formato(hallado.integral, bajo_un_h2=True) if hallado else "",
            "versiones": versiones,
            "url_absoluta": request.build_absolute_uri(request.path),
            "migas": [
                {"texto": "Inicio", "url": reverse("candidaturas:inicio")},
                {"texto": "Información", "url": reverse("candidaturas:informacion")},
                {"texto": "Aviso de privacidad"},
            ],
        },
    )
