"""Las preguntas de identidad de un proceso: verlas y cambiarlas mientras nadie conteste."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from captura import preguntas as cambios
from captura.forms.preguntas import (
    BloqueDePreguntasForm,
    PreguntaForm,
    PreguntaNuevaForm,
    por_que_opciones_fijas,
)
from captura.identidad import (
    Bloque,
    CuestionarioMalFormado,
    Pregunta,
    Preguntas,
    contenido_de_partida,
    preguntas_de,
)
from captura.servicios.identidad import cuestionario_de_identidad
from captura.servicios.preguntas import (
    PreguntasNoSeCambian,
    cambiar_preguntas,
    por_que_no_se_cambian,
)
from captura.servicios.preparacion import CERRADOS
from captura.views.procesos import buscar_proceso

_A_LA_VISTA = 8


class _Vista:
    """El proceso, sus preguntas y lo que se puede hacer con ellas."""

    def __init__(self, request, pk: int):
        self.request = request
        self.proceso = buscar_proceso(request, pk)
        self.version = cuestionario_de_identidad(self.proceso)
        self.contenido = self.version.contenido if self.version else {"bloques": []}
        self.preguntas = preguntas_de(self.contenido) if self.version else Preguntas(())
        self.por_que_no = por_que_no_se_cambian(self.proceso)
        self.cerrado = self.proceso.estado in CERRADOS

    def guardar(self, contenido, hecho: str) -> None:
        enviada = self.request.POST.get("version", "")
        cambiar_preguntas(
            proceso=self.proceso,
            contenido=contenido,
            vista=int(enviada) if enviada.isdecimal() else None,
            hecho=hecho,
            adscripcion=self.request.adscripcion,
        )

    def pregunta(self, clave: str) -> Pregunta:
        if clave not in self.preguntas.por_clave:
            raise Http404
        return self.preguntas.por_clave[clave]

    def formulario(self, form, titulo: str, *, nota: str = "", pregunta: Pregunta | None = None):
        return render(
            self.request,
            "captura/procesos/pregunta.html",
            {
                "proceso": self.proceso,
                "version": self.version,
                "form": form,
                "titulo": titulo,
                "nota": nota,
                "por_que_no": self.por_que_no,
                "pregunta": pregunta if not self.por_que_no else None,
            },
        )


@require_http_methods(["GET", "HEAD", "POST"])
def preguntas(request, pk: int):
    """POST con `empezar`, o con `subir`, `bajar` o `quitar` y la clave de la pregunta."""
    vista = _Vista(request, pk)
    if request.method == "POST":
        try:
            vista.guardar(*_pedido(vista))
        except (PreguntasNoSeCambian, CuestionarioMalFormado) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Guardado.")
        return redirect("captura:proceso_preguntas", pk=pk)
    return render(
        request,
        "captura/procesos/preguntas.html",
        {
            "proceso": vista.proceso,
            "version": vista.version,
            "bloques": [
                (b, [_renglon(vista, b, p) for p in b.preguntas]) for b in vista.preguntas.bloques
            ],
            "cuantas": len(vista.preguntas.por_clave),
            "por_que_no": vista.por_que_no,
            "cerrado": vista.cerrado,
        },
    )


def _pedido(vista: _Vista) -> tuple[dict, str]:
    """(contenido nuevo, qué cambió)."""
    enviado = vista.request.POST
    if "empezar" in enviado:
        return contenido_de_partida(), "Empieza con las veinte de partida"
    for accion, hacer in (
        ("quitar", cambios.sin_pregunta),
        ("subir", lambda c, clave: cambios.movida(c, clave, -1)),
        ("bajar", lambda c, clave: cambios.movida(c, clave, 1)),
    ):
        if clave := enviado.get(accion):
            pregunta = vista.pregunta(clave)
            return hacer(vista.contenido, clave), f"{accion.capitalize()}: {pregunta.texto}"
    raise Http404


def _renglon(vista: _Vista, bloque: Bloque, pregunta: Pregunta) -> dict:
    opciones = [texto for _, texto in pregunta.opciones]
    por_clave = vista.preguntas.por_clave
    condiciones = []
    if pregunta.si:
        condiciones.append(f"Solo si contestó que sí a la {por_clave[pregunta.si[0]].numero}.")
    if pregunta.salvo:
        condiciones.append(
            f"Se omite si contestó que sí a la {por_clave[pregunta.salvo[0]].numero}."
        )
    if pregunta.salvo_edad:
        desde, hasta = pregunta.salvo_edad
        condiciones.append(f"No se pregunta a quien tiene de {desde} a {hasta} años.")
    if pregunta.varias:
        condiciones.append("Admite varias respuestas.")
    return {
        "pregunta": pregunta,
        "opciones": opciones[:_A_LA_VISTA],
        "otras": opciones[_A_LA_VISTA:],
        "condiciones": condiciones,
        "es_primera": pregunta is bloque.preguntas[0],
        "es_ultima": pregunta is bloque.preguntas[-1],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def pregunta(request, pk: int, clave: str):
    vista = _Vista(request, pk)
    actual = vista.pregunta(clave)
    primera = next(b for b in vista.preguntas.bloques if actual in b.preguntas).preguntas[0]
    form = PreguntaForm(
        request.POST or None,
        pregunta=actual,
        solo_ayudas=bool(vista.por_que_no),
        es_primera=actual is primera,
    )
    if form.is_valid() and _guardo(
        vista,
        form,
        lambda: cambios.con_pregunta(vista.contenido, clave, form.datos()),
        f"Cambiar: {actual.texto}",
    ):
        return redirect("captura:proceso_preguntas", pk=pk)
    return vista.formulario(
        form,
        f"Pregunta {actual.numero}",
        nota=por_que_opciones_fijas(actual),
        pregunta=actual,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nueva(request, pk: int):
    vista = _Vista(request, pk)
    form = PreguntaNuevaForm(request.POST or None, bloques=vista.preguntas.bloques)
    if form.is_valid() and _guardo(
        vista,
        form,
        lambda: cambios.con_otra(
            vista.contenido,
            form.datos(),
            bloque=form.cleaned_data["bloque"],
            titulo_del_bloque=form.cleaned_data["titulo_del_bloque"],
        ),
        f"Agregar: {form.cleaned_data.get('texto')}",
    ):
        return redirect("captura:proceso_preguntas", pk=pk)
    return vista.formulario(form, "Pregunta nueva")


@require_http_methods(["GET", "HEAD", "POST"])
def bloque(request, pk: int, clave: str):
    vista = _Vista(request, pk)
    actual = vista.preguntas.bloque(clave)
    if actual is None:
        raise Http404
    solo_ayudas = bool(vista.por_que_no)
    form = BloqueDePreguntasForm(request.POST or None, bloque=actual, solo_ayudas=solo_ayudas)
    if form.is_valid() and _guardo(
        vista,
        form,
        lambda: cambios.con_bloque(
            vista.contenido, clave, **{"titulo": actual.titulo, **form.cleaned_data}
        ),
        f"Cambiar el bloque: {actual.titulo}",
    ):
        return redirect("captura:proceso_preguntas", pk=pk)
    return vista.formulario(form, f"Bloque: {actual.titulo}")


def _guardo(vista: _Vista, form, cambiar, hecho: str) -> bool:
    try:
        vista.guardar(cambiar(), hecho)
    except (PreguntasNoSeCambian, CuestionarioMalFormado) as error:
        form.add_error(None, str(error))
        return False
    messages.success(vista.request, "Guardado.")
    return True
