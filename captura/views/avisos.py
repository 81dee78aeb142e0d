"""El aviso de privacidad: aceptarlo al entrar y, para coordinación, publicar otra versión."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from candidaturas.models import AvisoDePrivacidad
from captura.forms.avisos import AceptarAvisoForm, AvisoForm
from captura.models import AceptacionDeAviso
from captura.permisos import puede_publicar_avisos
from captura.servicios.avisos import AvisoCambiado, aceptar_aviso, publicar_aviso, ultimo_aceptado
from captura.views.alcance import exigir
from conoceles.comun.formato import con_formato


@require_http_methods(["GET", "HEAD", "POST"])
def aviso(request):
    """A donde se llega al entrar si hay una versión que la cuenta no ha aceptado."""
    vigente = AvisoDePrivacidad.objects.vigente()
    if vigente is None:
        return redirect("captura:inicio")
    form = AceptarAvisoForm(request.POST or None, initial={"version": vigente.version})
    if form.is_valid():
        try:
            aceptar_aviso(usuario=request.user, version=form.cleaned_data["version"])
        except AvisoCambiado as error:
            form = AceptarAvisoForm(initial={"version": vigente.version})
            messages.error(request, str(error))
        else:
            return redirect(_sigue(request))
    aceptado = ultimo_aceptado(request.user)
    return render(
        request,
        "captura/aviso.html",
        {
            "aviso": vigente,
            "texto": con_formato(vigente.simplificado),
            "form": form,
            "aceptado": aceptado,
            "ya_acepto_este": aceptado is not None and aceptado.aviso == vigente,
        },
    )


def _sigue(request) -> str:
    sigue = request.GET.get("sigue", "")
    propio = url_has_allowed_host_and_scheme(sigue, allowed_hosts=None)
    return sigue if propio and sigue.startswith("/") else "captura:inicio"


@require_safe
def avisos(request):
    exigir(puede_publicar_avisos(request.adscripcion))
    cuentas = dict(
        AceptacionDeAviso.objects.values_list("aviso").annotate(cuantas=Count("pk")).order_by()
    )
    versiones = AvisoDePrivacidad.objects.defer("simplificado", "integral")
    return render(
        request,
        "captura/avisos.html",
        {"versiones": [(version, cuentas.get(version.pk, 0)) for version in versiones]},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nuevo(request):
    """POST con `ver`: enseña cómo quedaría, sin publicar."""
    exigir(puede_publicar_avisos(request.adscripcion))
    form = AvisoForm(request.POST or None, vigente=AvisoDePrivacidad.objects.vigente())
    previa = None
    if form.is_valid():
        datos = form.cleaned_data
        if "ver" in request.POST:
            textos = (datos["simplificado"], datos["integral"])
            previa = [con_formato(texto, bajo_un_h2=True) for texto in textos]
        else:
            try:
                publicado = publicar_aviso(adscripcion=request.adscripcion, **datos)
            except AvisoCambiado as error:
                form.add_error(None, str(error))
            else:
                messages.success(
                    request,
                    f"Se publicó la versión {publicado.version}. Cada cuenta la lee al entrar.",
                )
                return redirect("captura:avisos")
    return render(request, "captura/aviso_nuevo.html", {"form": form, "previa": previa})
