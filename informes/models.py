"""De qué está hecho el informe mensual: acuerdos, actividades, reuniones y el informe mismo.

Los errores de una fuente caben aquí (un número de acuerdo repetido, un rango sin cerrar, un
párrafo que dice otro periodo): son hallazgos para personas, no errores de la base. Por eso casi
nada es único.
"""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from candidaturas.models import ProcesoElectoral
from captura.models import Acto, Usuario


@pghistory.track()
class Acuerdo(models.Model):
    """Un acuerdo que rige el sistema. Dos pueden llevar el mismo número: así pasó en 2023."""

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="acuerdos")
    orden = models.PositiveSmallIntegerField(default=0)
    numero = models.CharField("número", max_length=60)
    organo = models.CharField("órgano que lo emitió", max_length=200)
    emitido_el = models.DateField("fecha de emisión")
    titulo = models.TextField("título")
    entrada = models.CharField(
        "frase con que se cita",
        max_length=300,
        blank=True,
        help_text="Solo si no es la de costumbre: «En fecha …, el …, emitió el acuerdo …».",
    )

    class Meta:
        verbose_name = "acuerdo"
        ordering = ["proceso", "orden", "emitido_el", "pk"]

    def __str__(self):
        return self.numero


@pghistory.track()
class InformeMensual(models.Model):
    """El informe de un mes. Un texto vacío toma el de `informes.textos`; uno escrito manda."""

    class Estado(models.TextChoices):
        BORRADOR = "borrador", "Borrador"
        APROBADO = "aprobado", "Aprobado"

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="informes")
    mes = models.DateField(help_text="El día primero del mes que da nombre al informe.")
    desde = models.DateField("inicio del periodo")
    hasta = models.DateField(
        "fin del periodo",
        null=True,
        blank=True,
        help_text="Vacío mientras el mes corre.",
    )
    estado = models.CharField(max_length=10, choices=Estado, default=Estado.BORRADOR)
    titulos = models.JSONField(
        "encabezados propios",
        default=dict,
        blank=True,
        help_text="Encabezado de una sección cuando no es el de costumbre: {sección: texto}.",
    )
    objetivo = models.TextField(blank=True)
    fundamento = models.TextField("fundamento legal", blank=True)
    introduccion = models.TextField("párrafo inicial de actividades", blank=True)
    nota_aprobacion = models.TextField("nota de aprobación", blank=True)
    aprobado_el = models.DateField("fecha de aprobación", null=True, blank=True)
    firma_nombre = models.CharField("nombre de quien firma", max_length=160, blank=True)
    firma_cargo = models.CharField("cargo de quien firma", max_length=200, blank=True)

    class Meta:
        verbose_name = "informe mensual"
        verbose_name_plural = "informes mensuales"
        ordering = ["proceso", "-mes"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "mes"],
                name="informe_unico_por_mes",
                violation_error_message="Ese mes ya tiene informe.",
            ),
            models.CheckConstraint(
                condition=Q(mes__day=1),
                name="informe_mes_en_dia_primero",
                violation_error_message="El mes se anota con su día primero.",
            ),
            models.CheckConstraint(
                condition=Q(hasta=None) | Q(hasta__gte=F("desde")),
                name="informe_periodo_en_orden",
                violation_error_message="El periodo termina antes de empezar.",
            ),
            models.CheckConstraint(
                condition=Q(estado="borrador") | Q(hasta__isnull=False, aprobado_el__isnull=False),
                name="informe_aprobado_con_fecha_y_periodo",
                violation_error_message="Aprobarlo exige fecha de aprobación y fin del periodo.",
            ),
        ]

    def __str__(self):
        return f"Informe {self.clave_de_mes} · {self.proceso}"

    @property
    def clave_de_mes(self) -> str:
        return f"{self.mes:%Y-%m}"

    @property
    def nombre_de_mes(self) -> str:
        return date_format(self.mes, "F \\d\\e Y").lower()

    @property
    def es_aprobado(self) -> bool:
        return self.estado == self.Estado.APROBADO


class CorteCuantitativo(models.Model):
    """Un corte que el personal registró: con él se comparan los siguientes. Sus cifras no se
    guardan, se vuelven a calcular de la historia; la huella dice que son las mismas."""

    class Clase(models.TextChoices):
        PARCIAL = "parcial", "Parcial"
        MENSUAL = "mensual", "Mensual"
        FINAL = "final", "Final"

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="cuantitativos")
    corte_en = models.DateTimeField("corte")
    clase = models.CharField(max_length=10, choices=Clase)
    huella = models.CharField("SHA-256 de los datos", max_length=64)
    registrado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    registrado_en = models.DateTimeField()

    class Meta:
        verbose_name = "corte cuantitativo"
        verbose_name_plural = "cortes cuantitativos"
        ordering = ["proceso", "-corte_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "corte_en"],
                name="corte_cuantitativo_unico",
                violation_error_message="Ese corte ya está registrado.",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.get_clase_display()} al {timezone.localtime(self.corte_en):%d/%m/%Y %H:%M}"


@pghistory.track()
class DispensaDeHallazgo(models.Model):
    """Un hallazgo del revisor que el personal decidió dejar como está, y por qué."""

    informe = models.ForeignKey(InformeMensual, models.CASCADE, related_name="dispensas")
    hallazgo = models.CharField("clave del hallazgo", max_length=24)
    regla = models.CharField(max_length=10)
    fragmento = models.TextField()
    motivo = models.TextField()
    dispensado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    dispensado_en = models.DateTimeField()

    class Meta:
        verbose_name = "dispensa de un hallazgo"
        verbose_name_plural = "dispensas de hallazgos"
        ordering = ["informe", "dispensado_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["informe", "hallazgo"], name="dispensa_una_por_hallazgo"
            ),
            models.CheckConstraint(condition=~Q(motivo=""), name="dispensa_con_motivo"),
        ]

    def __str__(self):
        return f"{self.regla}: {self.fragmento[:60]}"


class ActividadQuerySet(models.QuerySet):
    def en_el_informe(self):
        return self.exclude(estado=EstadoDeActividad.OMITIDA)

    def en_orden(self):
        """Las que el personal colocó, en su sitio; las demás, por fecha."""
        return self.order_by(F("orden").asc(nulls_last=True), "inicia_el", "pk")


class TipoDeActividad(models.TextChoices):
    """Las nueve clases de actividad de los informes del instituto."""

    HABILITACION_COMPROMISOS = "habilitacion_compromisos", "Habilitación de compromisos"
    MATERIAL_DIFUSION = "material_difusion", "Material de difusión"
    ARCHIVO_FICHAS = "archivo_fichas_consentimientos", "Archivo de fichas y consentimientos"
    DIFUSION_EVENTO = "difusion_evento", "Difusión en un evento"
    ENVIO_INE = "envio_INE", "Envío al INE"
    ACUSE_INE = "acuse_INE", "Acuse del INE"
    DIFUSION_ALIADOS = "difusion_aliados", "Difusión con alianzas estratégicas"
    INFORME_CUANTITATIVO = "informe_cuantitativo", "Informe cuantitativo"
    OFICIO_INE = "oficio_INE_recibido_atendido", "Oficio del INE recibido y atendido"


class EstadoDeActividad(models.TextChoices):
    PROPUESTA = "propuesta", "Propuesta"
    ACEPTADA = "aceptada", "Aceptada"
    OMITIDA = "omitida", "Fuera del informe"


@pghistory.track()
class Actividad(models.Model):
    """Un renglón del informe. El que nació de un acto de la bitácora lo nombra: uno por acto."""

    informe = models.ForeignKey(InformeMensual, models.PROTECT, related_name="actividades")
    tipo = models.CharField(max_length=40, choices=TipoDeActividad)
    descripcion = models.TextField("redacción")
    inicia_el = models.DateField("fecha, o inicio del periodo")
    termina_el = models.DateField("fin", null=True, blank=True)
    rango_abierto = models.BooleanField(
        "el rango no tiene fin",
        default=False,
        help_text="Se imprime «dd/mm/aaaa al».",
    )
    orden = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Vacío: por fecha.")
    estado = models.CharField(
        max_length=10, choices=EstadoDeActividad, default=EstadoDeActividad.PROPUESTA
    )
    origen = models.OneToOneField(
        Acto,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actividad",
        verbose_name="acto del que nació",
    )
    creada_por = models.ForeignKey(Usuario, models.PROTECT, null=True, blank=True, related_name="+")
    editada_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ActividadQuerySet.as_manager()

    class Meta:
        verbose_name = "actividad"
        verbose_name_plural = "actividades"
        ordering = ["informe", F("orden").asc(nulls_last=True), "inicia_el", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(termina_el=None) | Q(termina_el__gte=F("inicia_el")),
                name="actividad_fechas_en_orden",
                violation_error_message="La actividad termina antes de empezar.",
            ),
            models.CheckConstraint(
                condition=Q(rango_abierto=False) | Q(termina_el=None),
                name="actividad_rango_abierto_sin_fin",
                violation_error_message="Un rango abierto no lleva fecha de término.",
            ),
            models.CheckConstraint(
                condition=~Q(descripcion=""),
                name="actividad_con_redaccion",
                violation_error_message="Escriba la redacción de la actividad.",
            ),
        ]

    def __str__(self):
        return self.descripcion[:80]

    @property
    def clave(self) -> str:
        """Cómo se nombra en una dirección, esté o no guardada."""
        return f"acto-{self.origen_id}" if self.origen_id else f"actividad-{self.pk}"


@pghistory.track()
class FechaConLugar(models.Model):
    """Una de las fechas de una actividad que ocurrió en varios lugares."""

    actividad = models.ForeignKey(Actividad, models.CASCADE, related_name="fechas_con_lugar")
    orden = models.PositiveSmallIntegerField()
    fecha = models.DateField()
    lugar = models.CharField(max_length=120)

    class Meta:
        verbose_name = "fecha con lugar"
        verbose_name_plural = "fechas con lugar"
        ordering = ["actividad", "orden"]
        constraints = [
            models.UniqueConstraint(
                fields=["actividad", "orden"],
                name="fecha_con_lugar_orden_unico",
                violation_error_message="Dos fechas no pueden ocupar el mismo sitio.",
            )
        ]

    def __str__(self):
        return f"{self.fecha:%d/%m/%Y} {self.lugar}"


@pghistory.track()
class Reunion(models.Model):
    """Una reunión o sesión de la Comisión, con el nombre que el informe le da."""

    informe = models.ForeignKey(InformeMensual, models.PROTECT, related_name="reuniones")
    orden = models.PositiveSmallIntegerField(default=0)
    tipo = models.CharField("tipo, como se imprime", max_length=120)
    fecha = models.DateField(null=True, blank=True)
    fecha_en_el_nombre = models.BooleanField("la fecha se imprime tras el tipo", default=False)

    class Meta:
        verbose_name = "reunión"
        verbose_name_plural = "reuniones"
        ordering = ["informe", "orden", "fecha", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fecha_en_el_nombre=False) | Q(fecha__isnull=False),
                name="reunion_con_la_fecha_que_imprime",
                violation_error_message="Para imprimir la fecha hay que anotarla.",
            )
        ]

    def __str__(self):
        return self.tipo


@pghistory.track()
class PuntoDelOrden(models.Model):
    """Un punto del orden del día. Su numeral romano se deriva del orden."""

    reunion = models.ForeignKey(Reunion, models.CASCADE, related_name="puntos")
    orden = models.PositiveSmallIntegerField()
    texto = models.TextField()

    class Meta:
        verbose_name = "punto del orden del día"
        verbose_name_plural = "puntos del orden del día"
        ordering = ["reunion", "orden"]
        constraints = [
            models.UniqueConstraint(
                fields=["reunion", "orden"],
                name="punto_orden_unico_por_reunion",
                violation_error_message="Dos puntos no pueden llevar el mismo numeral.",
            )
        ]

    def __str__(self):
        return self.texto
