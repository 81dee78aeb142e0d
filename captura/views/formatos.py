"""El texto del consentimiento y su aviso, que edita UTTAI."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from candidaturas.models import AvisoDePrivacidad
from captura.consultas import proceso_de_trabajo
from captura.formatos_de_consentimiento import bloques
from captura.forms.consentimientos import FormatoForm
from captura.permisos import puede_editar_formatos
from captura.servicios.consentimientos import ConsentimientoNoProcede, formato_vigente
from captura.servicios.correos import direccion_completa
from captura.servicios.formatos import escribir_formato
from captura.views.alcance import exigir


def _proceso(request):
    if request.adscripcion is None:
        raise PermissionDenied
    exigir(puede_editar_formatos(request.adscripcion))
    proceso = proceso_de_trabajo(request.adscripcion)
    if proceso is None:
        raise Http404
    return proceso


@require_safe
def formatos(request):
    proceso = _proceso(request)
    versiones = proceso.formatos_de_consentimiento.select_related("creado_por").annotate(
        firmados=Count("consentimientos")
    )
    return render(
        request,
        "captura/formatos.html",
        {
            "proceso": proceso,
            "versiones": [(version, bloques(version.aviso)) for version in versiones],
            "vigente": formato_vigente(proceso),
            "aviso_vigente": AvisoDePrivacidad.objects.vigente(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nuevo(request):
    proceso = _proceso(request)
    form = FormatoForm(request.POST or None, partida=formato_vigente(proceso))
    if form.is_valid():
        aviso = AvisoDePrivacidad.objects.vigente()
        textos = dict(form.cleaned_data)
        try:
            if aviso is None:
                raise ConsentimientoNoProcede("Antes publique el aviso de privacidad.")
            textos["aviso"] = aviso.simplificado
            textos["aviso_integral"] = direccion_completa(
                "candidaturas:aviso_de_privacidad", aviso.version
            )
            escribir_formato(
                proceso=proceso,
                nombre=textos.pop("nombre"),
                textos=textos,
                adscripcion=request.adscripcion,
            )
        except ConsentimientoNoProcede as error:
            form.add_error("nombre", str(error))
        else:
            messages.success(request, "Versión guardada. Desde ahora es la que se firma.")
            return redirect("captura:formatos")
    return render(request, "captura/formato_nuevo.html", {"form": form, "proceso": proceso})
