"""Lo publicado. Una fila existe solo porque alguien publicó: publicar copia, no cambia banderas."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from candidaturas.models.candidatura import Candidatura


class Escolaridad(models.TextChoices):
    SIN_ESTUDIOS = "sin_estudios", "Sin estudios"
    EDUCACION_BASICA = "educacion_basica", "Educación básica"
    PRIMARIA = "primaria", "Primaria"
    SECUNDARIA = "secundaria", "Secundaria"
    EDUCACION_MEDIA_SUPERIOR = "educacion_media_superior", "Educación media superior"
    PREPARATORIA = "preparatoria", "Preparatoria"
    TECNICA = "tecnica", "Técnica"
    LICENCIATURA = "licenciatura", "Licenciatura"
    ESPECIALIDAD = "especialidad", "Especialidad"
    MAESTRIA = "maestria", "Maestría"
    DOCTORADO = "doctorado", "Doctorado"
    POSTDOCTORADO = "postdoctorado", "Postdoctorado"


class EstatusDeEstudios(models.TextChoices):
    CURSANDO = "cursando", "Cursando"
    TRUNCO = "trunco", "Trunco"
    CONCLUIDO = "concluido", "Concluido"
    RECONOCIMIENTO = "reconocimiento", "Reconocimiento"
    CONSTANCIA = "constancia", "Constancia"
    CERTIFICADO = "certificado", "Certificado"
    CARTA_PASANTE = "carta_pasante", "Carta pasante"
    TITULO = "titulo", "Título"
    CEDULA = "cedula", "Cédula profesional"


class ContenidoCurricular(models.Model):
    """Los campos del cuestionario curricular. El borrador (`captura`) y lo publicado los comparten,
    de modo que publicar es copiar `CAMPOS` y nada más.
    """

    casas_campana = ArrayField(
        models.CharField(max_length=250),
        verbose_name="casas de campaña",
        default=list,
        blank=True,
    )
    telefonos = ArrayField(
        models.CharField(max_length=30),
        verbose_name="teléfonos públicos",
        default=list,
        blank=True,
    )
    correos = ArrayField(
        models.EmailField(),
        verbose_name="correos electrónicos públicos",
        default=list,
        blank=True,
    )
    pagina_web = models.URLField("página web", max_length=300, blank=True)
    redes = ArrayField(
        models.URLField(max_length=300),
        verbose_name="redes sociales",
        default=list,
        blank=True,
    )
    escolaridad = models.CharField(
        "grado máximo de estudios", max_length=30, choices=Escolaridad, blank=True
    )
    estatus_escolaridad = models.CharField(
        "estatus del grado", max_length=20, choices=EstatusDeEstudios, blank=True
    )
    cursos = ArrayField(
        models.TextField(),
        verbose_name="otra formación académica",
        default=list,
        blank=True,
    )
    historia_profesional = models.TextField("historia profesional y/o laboral", blank=True)
    trayectoria_politica = models.TextField(
        "trayectoria política y/o participación social en organizaciones ciudadanas o de la "
        "sociedad civil",
        blank=True,
    )
    motivo_cargo_publico = models.TextField("¿por qué quiere ocupar un cargo público?", blank=True)
    propuesta_1 = models.TextField("propuesta 1", blank=True)
    propuesta_2 = models.TextField("propuesta 2", blank=True)
    propuesta_genero = models.TextField(
        "propuesta en materia de género o, en su caso, del grupo en situación de discriminación "
        "que representa",
        blank=True,
    )

    CONTACTO = ("casas_campana", "telefonos", "correos", "pagina_web", "redes")
    TEXTOS_LARGOS = (
        "historia_profesional",
        "trayectoria_politica",
        "motivo_cargo_publico",
    )
    PROPUESTAS = ("propuesta_1", "propuesta_2", "propuesta_genero")
    CAMPOS = (
        *CONTACTO,
        "escolaridad",
        "estatus_escolaridad",
        "cursos",
        *TEXTOS_LARGOS,
        *PROPUESTAS,
    )

    class Meta:
        abstract = True

    @classmethod
    def pregunta(cls, campo: str) -> str:
        """El nombre del campo como se lee: con mayúscula inicial, también tras el «¿»."""
        nombre = str(cls._meta.get_field(campo).verbose_name)
        inicio = 1 if nombre.startswith("¿") else 0
        return nombre[:inicio] + nombre[inicio].upper() + nombre[inicio + 1 :]

    def contenido(self) -> dict:
        """Los campos curriculares: campo → valor (listas o texto), en el orden de CAMPOS."""
        return {campo: getattr(self, campo) for campo in self.CAMPOS}


class SeccionDePerfil(models.TextChoices):
    """Las partes de un perfil que se revisan y se pausan cada una por su cuenta."""

    FOTOGRAFIA = "fotografia", "Fotografía"
    CONTACTO = "contacto", "Medios de contacto"
    CURRICULAR = "curricular", "Información curricular"
    IDENTIDAD = "identidad", "Identidad"
    COMPROMISOS = "compromisos", "Compromisos"


# Qué campos tiene cada sección. De la de identidad solo se publican distintivos, que no son campos;
# los compromisos no se capturan: se firman.
CAMPOS_DE_SECCION: dict[SeccionDePerfil, tuple[str, ...]] = {
    SeccionDePerfil.FOTOGRAFIA: ("foto",),
    SeccionDePerfil.CONTACTO: ContenidoCurricular.CONTACTO,
    SeccionDePerfil.CURRICULAR: tuple(
        c for c in ContenidoCurricular.CAMPOS if c not in ContenidoCurricular.CONTACTO
    ),
    SeccionDePerfil.IDENTIDAD: (),
    SeccionDePerfil.COMPROMISOS: (),
}
SECCION_DE_CAMPO = {
    campo: seccion for seccion, campos in CAMPOS_DE_SECCION.items() for campo in campos
}


def ruta_de_foto(perfil, nombre: str) -> str:
    """Nombre al azar: ni se adivina la dirección ni se ve el nombre original."""
    return f"fotos/{uuid.uuid4().hex}.jpg"


class PerfilPublicado(ContenidoCurricular):
    candidatura = models.OneToOneField(
        Candidatura, models.CASCADE, primary_key=True, related_name="perfil"
    )
    foto = models.ImageField("fotografía", upload_to=ruta_de_foto, blank=True)
    # Anchos en píxeles de las copias que hay junto a la foto (candidaturas.fotos).
    foto_anchos = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="anchos de la fotografía",
        default=list,
        blank=True,
    )
    publicado_en = models.DateTimeField()
    actualizado_en = models.DateTimeField()
    huella = models.CharField("SHA-256 de lo revisado", max_length=64)
    secciones_pausadas = models.JSONField(
        "secciones en pausa",
        default=dict,
        blank=True,
        help_text="Sección → desde cuándo (ISO 8601). Su contenido no está en esta tabla.",
    )

    class Meta:
        verbose_name = "perfil publicado"
        verbose_name_plural = "perfiles publicados"
        ordering = ["candidatura"]

    def __str__(self):
        return f"Perfil de {self.candidatura}"

    def pausada_desde(self, seccion: SeccionDePerfil) -> datetime | None:
        """Desde cuándo está en pausa la sección, o None si no lo está."""
        desde = self.secciones_pausadas.get(seccion)
        return datetime.fromisoformat(desde) if desde else None


class PalabrasDePerfil(models.Model):
    """Para buscar: cada palabra de lo que la persona escribió, sin acentos ni mayúsculas.

    La escribe y la borra la base, con el perfil. En su propia tabla, con las palabras fuera del
    renglón: hallar dieciocho mil perfiles lee mil páginas y no todos sus textos.
    """

    perfil = models.OneToOneField(
        PerfilPublicado,
        models.CASCADE,
        primary_key=True,
        related_name="+",
        # Lo cuidan los disparadores que la escriben.
        db_constraint=False,
    )
    palabras = SearchVectorField()

    class Meta:
        verbose_name = "palabras de un perfil"
        verbose_name_plural = "palabras de los perfiles"
        indexes = [GinIndex(fields=["palabras"], name="perfil_por_palabra")]

    def __str__(self):
        return f"Palabras de {self.perfil}"


class ClaseDeDeclaracion(models.TextChoices):
    PATRIMONIAL = "patrimonial", "Declaración patrimonial"
    INTERESES = "intereses", "Declaración de intereses"
    FISCAL = "fiscal", "Declaración fiscal"


def ruta_de_declaracion(declaracion, nombre: str) -> str:
    """Nombre al azar, como el de la fotografía."""
    return f"declaraciones/{uuid.uuid4().hex}.pdf"


class DeclaracionPublicada(models.Model):
    """Copia pública de una declaración que la candidatura quiso entregar."""

    candidatura = models.ForeignKey(Candidatura, models.CASCADE, related_name="declaraciones")
    clase = models.CharField(max_length=12, choices=ClaseDeDeclaracion)
    archivo = models.FileField(upload_to=ruta_de_declaracion, max_length=120)
    paginas = models.PositiveSmallIntegerField("páginas")
    huella = models.CharField("SHA-256", max_length=64)
    publicada_en = models.DateTimeField()

    class Meta:
        verbose_name = "declaración publicada"
        verbose_name_plural = "declaraciones publicadas"
        ordering = ["candidatura", "clase"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "clase"], name="declaracion_publicada_unica"
            )
        ]

    def __str__(self):
        return self.get_clase_display()


class Distintivo(models.Model):
    """Un grupo con el que la persona se identifica y consintió que se publicara. Solo un Sí lo es.

    Cuelga del perfil publicado: sin perfil no hay distintivos.
    """

    perfil = models.ForeignKey(PerfilPublicado, models.CASCADE, related_name="distintivos")
    clave = models.SlugField(max_length=40)
    texto = models.CharField(max_length=80)

    class Meta:
        verbose_name = "distintivo"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["perfil", "clave"], name="distintivo_unico")]

    def __str__(self):
        return self.texto


class CompromisoPublicado(models.Model):
    """Copia pública de una firma: qué versión del texto, cuáles compromisos y cuándo."""

    candidatura = models.ForeignKey(Candidatura, models.CASCADE, related_name="compromisos")
    familia = models.CharField(max_length=160)
    version = models.CharField("versión del texto", max_length=40)
    compromisos = ArrayField(models.TextField())
    firmado_en = models.DateTimeField()
    folio = models.CharField(max_length=40, unique=True)

    class Meta:
        verbose_name = "compromiso publicado"
        verbose_name_plural = "compromisos publicados"
        ordering = ["candidatura", "familia"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "familia", "version"],
                name="compromiso_publicado_unico",
            )
        ]

    def __str__(self):
        return f"{self.familia} ({self.version})"
