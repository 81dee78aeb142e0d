"""Editar los textos públicos: ver cómo quedan, guardar y leer su historia."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from captura.forms.textos import TextoForm
from captura.models import TextoEditable, Usuario
from captura.permisos import puede_editar_textos
from captura.servicios.textos import TextoCambiado, editar_texto
from captura.views.alcance import exigir
from conoceles.comun.formato import con_formato

VERSIONES_A_LA_VISTA = 30


@dataclass(frozen=True, slots=True)
class Version:
    cuando: datetime
    quien: str
    titulo: str
    texto: str


def _exigir(request) -> None:
    if request.adscripcion is None:
        raise PermissionDenied
    exigir(puede_editar_textos(request.adscripcion))


@require_safe
def textos(request):
    _exigir(request)
    return render(request, "captura/textos.html", {"textos": TextoEditable.objects.defer("texto")})


@require_http_methods(["GET", "HEAD", "POST"])
def editar(request, clave: str):
    """POST con `ver`: muestra cómo quedaría, sin guardar."""
    _exigir(request)
    texto = get_object_or_404(TextoEditable, clave=clave)
    # El formulario escribe en su copia aunque no se guarde; la página sigue hablando de la nuestra.
    propia = TextoEditable.objects.get(pk=texto.pk)
    form = TextoForm(request.POST or None, instance=propia)
    previa = None
    if form.is_valid():
        datos = form.cleaned_data
        if "ver" in request.POST:
            previa = con_formato(datos["texto"])
        else:
            try:
                editar_texto(explicacion=texto, adscripcion=request.adscripcion, **datos)
            except TextoCambiado as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, "Texto guardado. Ya se ve en el sitio público.")
                return redirect("captura:texto_editar", clave=clave)
    return render(
        request,
        "captura/texto_editar.html",
        {"texto": texto, "form": form, "previa": previa, "versiones": _versiones(texto)},
    )


def _versiones(texto: TextoEditable) -> list[Version]:
    eventos = list(
        texto.versiones.select_related("pgh_context").order_by("-pgh_id")[:VERSIONES_A_LA_VISTA]
    )
    autores = {e.pgh_context.metadata.get("usuario") for e in eventos if e.pgh_context}
    nombres = {u.pk: str(u) for u in Usuario.objects.filter(pk__in=autores - {None})}
    return [
        Version(
            e.pgh_created_at,
            nombres.get(
                e.pgh_context.metadata.get("usuario") if e.pgh_context else None, "Sistema"
            ),
            e.titulo,
            e.texto,
        )
        for e in eventos
    ]
