"""Personas, actores y cuestionarios de mentira para las pruebas. Todo aquí es ficticio."""

import io
from datetime import UTC, date, datetime

import factory
import pikepdf
from django.core.files.base import ContentFile
from PIL import Image

from candidaturas.models import (
    ActorPolitico,
    Ambito,
    AvisoDePrivacidad,
    Candidatura,
    Cargo,
    CompromisoPublicado,
    Eleccion,
    Entidad,
    Escolaridad,
    EstadoDeProceso,
    EstatusDeEstudios,
    Formula,
    Integrante,
    Partido,
    PerfilPublicado,
    Principio,
    ProcesoElectoral,
    Sexo,
    TipoDeActor,
    TipoDeCandidatura,
)
from captura.fotografias import limpiar
from captura.huellas import huella_de
from captura.models import (
    AceptacionDeAviso,
    Adscripcion,
    Compromiso,
    Cuestionario,
    FamiliaDeCompromisos,
    Rol,
    Usuario,
    VersionDeCompromisos,
)
from captura.servicios.avisos import crear_aviso

CONTRASENA = "contrasena-de-prueba"
APERTURA = datetime(2023, 4, 2, 6, 0, tzinfo=UTC)


class EntidadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entidad
        django_get_or_create = ("numero",)

    numero = 5
    nombre = "Coahuila de Zaragoza"


class ProcesoFactory(factory.django.DjangoModelFactory):
    """Por omisión, abierto, público y vigente (uno solo puede serlo)."""

    class Meta:
        model = ProcesoElectoral
        django_get_or_create = ("clave",)

    clave = "prueba-2023"
    nombre = "Proceso de prueba 2023"
    anio = 2023
    entidad = factory.SubFactory(EntidadFactory)
    jornada_el = date(2023, 6, 4)
    estado = EstadoDeProceso.ABIERTO
    vigente = True
    publico_desde = APERTURA


class CargoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cargo
        django_get_or_create = ("proceso", "clave")

    proceso = factory.SubFactory(ProcesoFactory)
    clave = "diputacion-mr"
    nombre = "Diputación de mayoría relativa"
    ambito = Ambito.DISTRITO
    principio = Principio.MR
    orden = 2


class EleccionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Eleccion
        django_get_or_create = ("cargo", "nombre_territorio")

    cargo = factory.SubFactory(CargoFactory)
    nombre_territorio = factory.Sequence(lambda n: f"Distrito {n:03d}, Villa Ficticia")
    orden = factory.Sequence(lambda n: n)


class PartidoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partido
        django_get_or_create = ("sigla",)

    sigla = factory.Sequence(lambda n: f"PF{n}")
    nombre = factory.LazyAttribute(lambda p: f"Partido Ficticio {p.sigla}")
    alcance = Partido.Alcance.LOCAL


class ActorFactory(factory.django.DjangoModelFactory):
    """Un partido que postula solo."""

    class Meta:
        model = ActorPolitico
        skip_postgeneration_save = True

    proceso = factory.SubFactory(ProcesoFactory)
    tipo = TipoDeActor.PARTIDO
    siglas = factory.Sequence(lambda n: f"PF{n}")
    nombre = factory.LazyAttribute(lambda a: f"Partido Ficticio {a.siglas}")
    orden = factory.Sequence(lambda n: n)

    @factory.post_generation
    def integrantes(self, create, extracted, **kwargs):
        """Los partidos dados o, en un partido, el suyo."""
        if not create:
            return
        partidos = extracted
        if partidos is None and self.tipo == TipoDeActor.PARTIDO:
            partidos = [PartidoFactory(sigla=self.siglas, nombre=self.nombre)]
        for orden, partido in enumerate(partidos or []):
            Integrante.objects.create(actor=self, partido=partido, orden=orden)


class CoalicionFactory(ActorFactory):
    """`CoalicionFactory(integrantes=[p1, p2], partido_captura=p1)`."""

    tipo = TipoDeActor.COALICION
    siglas = factory.Sequence(lambda n: f"CF{n}")
    nombre = factory.LazyAttribute(lambda a: f"Coalición Ficticia {a.siglas}")


class FormulaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Formula

    eleccion = factory.SubFactory(EleccionFactory)
    actor = factory.SubFactory(ActorFactory)


class CandidaturaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Candidatura

    formula = factory.SubFactory(FormulaFactory)
    proceso = factory.LazyAttribute(lambda c: c.formula.eleccion.cargo.proceso)
    tipo = TipoDeCandidatura.PROPIETARIA
    nombres = factory.Iterator(["Ana Lucía", "Bruno", "Carmen", "Darío", "Elvira"])
    primer_apellido = factory.Sequence(lambda n: f"Inventada{n}")
    segundo_apellido = "De Prueba"
    nombre = factory.LazyAttribute(
        lambda c: f"{c.nombres} {c.primer_apellido} {c.segundo_apellido}"
    )
    sexo = Sexo.MUJER
    edad = 40


class CuestionarioFactory(factory.django.DjangoModelFactory):
    """Vacío; `CuestionarioFactory(completo=True)` cumple todas las reglas, sin fotografía."""

    class Meta:
        model = Cuestionario

    class Params:
        completo = factory.Trait(
            telefonos=["844 000 0000"],
            escolaridad=Escolaridad.LICENCIATURA,
            estatus_escolaridad=EstatusDeEstudios.TITULO,
            historia_profesional=" ".join(["Historia ficticia."] * 20),
            trayectoria_politica=" ".join(["Trayectoria ficticia."] * 20),
            motivo_cargo_publico=" ".join(["Motivo ficticio."] * 20),
            propuesta_1=" ".join(["Propuesta ficticia una."] * 20),
            propuesta_2=" ".join(["Propuesta ficticia dos."] * 20),
        )

    candidatura = factory.SubFactory(CandidaturaFactory)


class UsuarioFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Usuario
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"cuenta{n}")
    nombre = factory.Sequence(lambda n: f"Persona Ficticia {n}")
    password = factory.django.Password(CONTRASENA)


class AdscripcionFactory(factory.django.DjangoModelFactory):
    """`AdscripcionFactory(rol=Rol.ENLACE, actor=actor, candidaturas=[…])`."""

    class Meta:
        model = Adscripcion
        skip_postgeneration_save = True

    usuario = factory.SubFactory(UsuarioFactory)
    rol = Rol.REVISION
    desde = datetime(2023, 1, 1, tzinfo=UTC)

    @factory.post_generation
    def candidaturas(self, create, extracted, **kwargs):
        if create and extracted:
            self.candidaturas.set(extracted)


def con_aviso(*, aceptado: bool = True) -> AvisoDePrivacidad:
    """Un aviso de privacidad vigente que, salvo que se diga, ya aceptaron las cuentas que hay."""
    version = AvisoDePrivacidad.objects.count() + 1
    aviso = crear_aviso("## Para qué\n\nTexto ficticio.", "Texto íntegro ficticio.", version)
    if aceptado:
        AceptacionDeAviso.objects.bulk_create(
            AceptacionDeAviso(usuario=usuario, aviso=aviso, aceptado_en=aviso.vigente_desde)
            for usuario in Usuario.objects.all()
        )
    return aviso


class FamiliaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FamiliaDeCompromisos
        django_get_or_create = ("proceso", "clave")

    proceso = factory.SubFactory(ProcesoFactory)
    clave = "ninez"
    nombre = "Compromisos por la niñez y la adolescencia"
    nombre_en_informe = "los compromisos por la niñez y la adolescencia"


class VersionFactory(factory.django.DjangoModelFactory):
    """Un texto de ejemplo con dos compromisos."""

    class Meta:
        model = VersionDeCompromisos
        skip_postgeneration_save = True

    familia = factory.SubFactory(FamiliaFactory)
    nombre = factory.Sequence(lambda n: f"texto de prueba {n}")
    vigente_desde = datetime(2023, 1, 1, tzinfo=UTC)
    huella = huella_de(["Compromiso uno.", "Compromiso dos."])

    @factory.post_generation
    def textos(self, create, extracted, **kwargs):
        if not create:
            return
        for orden, texto in enumerate(extracted or ["Compromiso uno.", "Compromiso dos."], 1):
            Compromiso.objects.create(version=self, orden=orden, texto=texto)


def documento(texto: str = "Hola", *, paginas: int = 1) -> bytes:
    """Un PDF con ese texto en cada página."""
    salida = io.BytesIO()
    with pikepdf.new() as pdf:
        letra = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for _ in range(paginas):
            pagina = pdf.add_blank_page(page_size=(300, 200))
            pagina.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=letra))
            trazo = f"BT /F1 14 Tf 20 100 Td ({texto}) Tj ET".encode()
            pagina.obj.Contents = pdf.make_stream(trazo)
        pdf.save(salida)
    return salida.getvalue()


def imagen(formato: str = "JPEG", lado: int = 400, **opciones) -> bytes:
    """Bytes de una imagen lisa, del formato pedido."""
    salida = io.BytesIO()
    modo = "RGBA" if formato in {"PNG", "WEBP"} else "RGB"
    Image.new(modo, (lado, lado), "teal").save(salida, formato, **opciones)
    return salida.getvalue()


def imagen_limpia():
    return limpiar(imagen(), maximo_kb=700, lado_minimo=300)


class PerfilFactory(factory.django.DjangoModelFactory):
    """Lo publicado de una candidatura; `PerfilFactory(vacio=True)`: publicó sin contestar nada."""

    class Meta:
        model = PerfilPublicado

    class Params:
        vacio = factory.Trait(
            casas_campana=[],
            telefonos=[],
            correos=[],
            pagina_web="",
            redes=[],
            escolaridad="",
            estatus_escolaridad="",
            cursos=[],
            historia_profesional="",
            trayectoria_politica="",
            motivo_cargo_publico="",
            propuesta_1="",
            propuesta_2="",
            propuesta_genero="",
        )
        con_foto = factory.Trait(
            foto=factory.LazyFunction(lambda: ContentFile(imagen(), name="foto.jpg"))
        )

    candidatura = factory.SubFactory(CandidaturaFactory)
    publicado_en = datetime(2023, 5, 4, 18, 0, tzinfo=UTC)
    actualizado_en = factory.SelfAttribute("publicado_en")
    huella = "0" * 64
    casas_campana = ["Calle Ficticia 100, colonia Inventada"]
    telefonos = ["844 000 0000"]
    correos = ["persona@example.org"]
    pagina_web = "https://www.example.org/campana"
    redes = ["https://redes.example.com/persona"]
    escolaridad = Escolaridad.LICENCIATURA
    estatus_escolaridad = EstatusDeEstudios.TITULO
    cursos = ["Diplomado ficticio"]
    historia_profesional = "Historia ficticia. " * 20
    trayectoria_politica = "Trayectoria ficticia. " * 20
    motivo_cargo_publico = "Motivo ficticio. " * 20
    propuesta_1 = "Propuesta ficticia una. " * 20
    propuesta_2 = "Propuesta ficticia dos. " * 20
    propuesta_genero = ""


class CompromisoPublicadoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CompromisoPublicado

    candidatura = factory.SubFactory(CandidaturaFactory)
    familia = "Compromisos por la niñez y la adolescencia"
    version = "texto de prueba"
    compromisos = ["Compromiso ficticio uno.", "Compromiso ficticio dos."]
    firmado_en = datetime(2023, 5, 10, 18, 0, tzinfo=UTC)
    folio = factory.Sequence(lambda n: f"CF-{n:04d}")
