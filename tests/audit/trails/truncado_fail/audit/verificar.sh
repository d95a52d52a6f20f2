#!/bin/sh
# Verifica un expediente de aprobaciones sin el programa que lo escribió: con find, sha256sum, openssl y ssh-keygen.
#
#   sh verificar.sh EXPEDIENTE CONFIANZA [SELLO]
#
# EXPEDIENTE: la carpeta audit.  CONFIANZA: las llaves y los certificados que usted conoce por otra vía.
# SELLO: un seal.sha256 que usted conservó; sin él no se ve si alguien con todas las llaves rehízo la historia.
# Escribe «NO: problema: lugar» por cada falla. Termina con 0 si no hay ninguna, con 1 si hay, con 2 si no pudo verificar.
# Se lee en un minuto: esta cabecera y, al final, los pasos por su nombre; el detalle de cada uno está en su función.
set -u
export LC_ALL=C TZ=UTC
here=$(cd "$(dirname "$0")" && pwd)/${0##*/}
trust=$(cd "${2:?falta CONFIANZA}" && pwd) || exit 2
kept=${3:+$(cd "$(dirname "$3")" && pwd)/${3##*/}}
for tool in find sha256sum openssl ssh-keygen; do command -v $tool > /dev/null || { echo "Falta $tool"; exit 2; }; done
t=$(mktemp -d) || exit 2
trap 'rm -rf "$t"' EXIT
: > "$t/no"; : > "$t/used"; : > "$t/chain"; : > "$t/seals"
no() { echo "NO: $1: $2" >> "$t/no"; }
each() { while read -r place; do no "$1" "$place"; done; }

# La única forma que tiene cada cosa.
who='[A-Za-z0-9][A-Za-z0-9._@-]*' report='[A-Za-z0-9][A-Za-z0-9._-]*' hex='[0-9a-f]{64}'
entry="$report-[0-9a-f]{12}"
file="verificar\.sh|objects/$hex|entries/$entry/(statement\.json|$who\.(sig|p7s))|seals/[0-9]{4}/seal\.(sha256(\.sig)?|tsr)"
text='"[^"\[:cntrl:]]*"'
texts="\[($text(,$text)*)?\]" one="\{\"digest\":\{\"sha256\":\"$hex\"\},\"name\":$text\}"
many="\[($one(,$one)*)?\]" day='[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
form="\{\"_type\":\"https://in-toto\.io/Statement/v1\",\"predicate\":\{\"approval\":\{\"agreement\":$text,\"by\":\"$who\",\
\"date\":\"$day\",\"program\":$text,\"replaces\":\"($entry)?\",\"report\":\"$report\",\"signatures\":[1-9]\},\
\"configuration\":$many,\"failedTests\":\[\],\"passedTests\":$texts,\"result\":\"(PASSED|WARNED)\",\"warnedTests\":$texts\},\
\"predicateType\":\"https://in-toto\.io/attestation/test-result/v0\.1\",\"subject\":$many\}"
cms='version: 1|parameter: NULL|algorithm: (sha256|rsaEncryption) .*|contentType: pkcs7-signedData .*'
cms="^ *($cms|eContentType: pkcs7-data .*|eContent: <ABSENT>|<ABSENT>)\$"

said() { sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p" "$1"; }
epoch() {
  echo "$1" | awk '{ y = substr($0, 1, 4); m = substr($0, 5, 2); if (m < 3) { y--; m += 12 }
    days = 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * m - 457) / 5) + substr($0, 7, 2) - 719469
    printf "%d\n", days * 86400 + substr($0, 9, 2) * 3600 + substr($0, 11, 2) * 60 + substr($0, 13, 2) }'
}
ssh_good() { # firma, quién, para qué, cuándo; lo firmado llega por la entrada
  sed -e '1s/^-----BEGIN SSH SIGNATURE-----$//' -e '$s/^-----END SSH SIGNATURE-----$//' "$1" > "$t/armour"
  ! sed -e 1d -e '$d' "$t/armour" | grep -Evq '^[A-Za-z0-9+/]+=*$' && [ -z "$(sed -n -e 1p -e '$p' "$t/armour")" ] &&
    [ "$(tail -c 1 "$1" | wc -l)" -eq 1 ] &&
    ssh-keygen -Y verify -f "$trust/firmantes" -I "$2" -n "$3" -s "$1" -O "verify-time=$4" > "$t/out" 2>&1
}
strings() { openssl asn1parse "$@" | sed -n 's/^.*prim: *\([A-Z0-9]*STRING *:.*\|SE[QT].*\|cont.*\)$/\1/p'; }
cms_good() { # firma, quién, instante, lo firmado
  pem=$trust/certificados/$2.pem
  [ -f "$pem" ] && openssl cms -verify -binary -inform DER -in "$1" -content "$4" -out /dev/null -nointern \
    -certfile "$pem" -CAfile "$pem" -partial_chain -purpose any -attime "$(epoch "$3")" 2> "$t/out" &&
    openssl cms -cmsout -inform DER -in "$1" -outform DER | cmp -s - "$1" &&
    strings -inform DER -in "$1" > "$t/signer" && strings -in "$pem" | # OpenSSL no distingue mayúsculas en el nombre
    head -n "$(wc -l < "$t/signer")" | cmp -s - "$t/signer" &&
    [ "$(openssl cms -cmsout -print -noout -inform DER -in "$1" | grep -cE "$cms")" -eq 15 ]
}
token() { # sello de tiempo, lo sellado: escribe el instante que prueba
  openssl ts -reply -in "$1" -token_out -out "$t/token" 2> "$t/out"
  at=$(openssl ts -reply -in "$t/token" -token_in -text 2> "$t/out" | awk '/^Time stamp: / { split($5, h, /[:.]/)
    printf "%s%02d%02d%s%s%s", $6, index("  JanFebMarAprMayJunJulAugSepOctNovDec", $3) / 3, $4, h[1], h[2], h[3]; exit }')
  [ -n "$at" ] && openssl ts -verify -data "$2" -in "$1" -CAfile "$trust/autoridad-de-tiempo.pem" \
    -untrusted "$trust/autoridad-de-tiempo.pem" -attime "$(epoch "$at")" > "$t/out" 2>&1 && echo "$at"
}
list_good() {
  [ -s "$1" ] && ! grep -Evq "^$hex  ($file)\$" "$1" && [ "$(tail -c 1 "$1" | wc -l)" -eq 1 ] &&
    cut -c67- "$1" | sort -cu 2> "$t/out"
}

# 1. Nada que no tenga lugar en un expediente; ni enlaces ni nombres raros.
lugares() {
  find . ! -type f ! -type d | sed 's|^\./||' | each ajeno
  find . -name '*[!A-Za-z0-9._@-]*' | sed 's|^\./||' | each ajeno
  find . -type d | sed 's|^\./||' | sort > "$t/folders"
  find . -type f | sed 's|^\./||' | sort > "$t/files"
  grep -Evx "\.|objects|entries|seals|entries/$entry|seals/[0-9]{4}" "$t/folders" | each ajeno
  grep -Evx "$file" "$t/files" | each ajeno
}

# Cada aprobación tiene su declaración, y cada sello su lista y su firma.
completos() {
  for folder in $(grep "^entries/" "$t/folders"); do [ -f "$folder/statement.json" ] || no entrada-forma "$folder"; done
  for folder in $(grep "^seals/" "$t/folders"); do
    [ -f "$folder/seal.sha256" ] && [ -f "$folder/seal.sha256.sig" ] || no sello-incompleto "$folder"
  done
}

# 2. Cada sello contiene todo lo del anterior, está firmado y no retrocede en el tiempo.
sellos() {
  n=0 last='' previous=''
  for seal in $(sed -n 's|^\(seals/[^/]*\)/.*|\1|p' "$t/files" | sort -u); do
    n=$((n + 1)) list=$seal/seal.sha256 when='' now=$t/list.$(printf %04d $n)
    [ "$seal" = "seals/$(printf %04d $n)" ] || no sello-numero "$seal"
    [ -f "$list" ] || list=/dev/null
    if list_good "$list"; then cp "$list" "$now"; else no sello-lista "$seal"; : > "$now"; fi
    cp "$list" "$t/signed"
    if [ -f "$seal/seal.tsr" ]; then
      when=$(token "$seal/seal.tsr" "$list")
      cat "$seal/seal.tsr" >> "$t/signed"
      if [ -z "$when" ] || { [ -n "$last" ] && [ "$when" -lt "$last" ]; }; then no sello-fecha "$seal"; fi
    fi
    [ -f "$seal/seal.sha256.sig" ] && ssh_good "$seal/seal.sha256.sig" sello seal "${when:-20380101000000}" < "$t/signed" ||
      no sello-firma "$seal"
    if [ -n "$previous" ]; then
      { cat "$t/before"; sha256sum "$previous"/*; } | sort > "$t/must"
      sort "$now" | comm -23 "$t/must" - | grep -q . && no sello-acumula "$seal"
    fi
    cp "$now" "$t/before"; previous=$seal last=${when:-$last}
    echo "$(sha256sum < "$list" | cut -c1-64) ${when:--} ${last:--}" >> "$t/seals"
  done
  if [ -n "$previous" ] && [ -s "$t/before" ]; then
    sha256sum -c --strict --quiet "$t/before" < /dev/null 2> "$t/out" | sed 's/: FAILED.*//' | each sello-archivo
  fi
  if [ ! -f verificar.sh ]; then no guion verificar.sh
  elif ! grep -qs '  verificar\.sh$' "$t/before"; then cmp -s "$here" verificar.sh || no guion verificar.sh; fi
}

# 3. Cada aprobación: forma, nombre, firmas, fecha y el sello en que se apoya.
aprobaciones() {
  for place in $(grep "^entries/" "$t/files" | cut -d/ -f1,2 | sort -u); do
    s=$place/statement.json
    if [ ! -f "$s" ] || [ "$(wc -l < "$s")" -ne 0 ] || ! grep -Eqx "$form" "$s"; then no entrada-forma "$place"; continue; fi
    day=$(said "$s" date) about=$(said "$s" report) prior=$(sed -n \
      's/.*{"digest":{"sha256":"\([0-9a-f]*\)"},"name":"previous-seal"}.*/\1/p' "$s")
    echo "$about|$(said "$s" replaces)|${place#*/}" >> "$t/chain"
    grep -oE '"sha256":"[0-9a-f]{64}"' "$s" | cut -c11-74 | grep -vx "${prior:--}" >> "$t/used"
    [ "$place" = "entries/$about-$(sha256sum < "$s" | cut -c1-12)" ] || no entrada-nombre "$place"
    first=$(grep -lF "  $s" "$t"/list.* 2> "$t/out" | head -n 1)
    k=${first##*.} k=${k#0} k=${k#0} k=${k#0} k=${k:-$((n + 1))}
    before=$(sed -n "$((k - 1))p" "$t/seals" 2> "$t/out") until=$(sed -n "${k}p" "$t/seals" | cut -d' ' -f2)
    after=${before##* } until=${until#-}
    [ "$prior" = "${before%% *}" ] || no entrada-sello "$place"
    digits=$(echo "$day" | tr -d -) good=0 all=0
    when=${until:-${digits}120000} after=${after#-}
    for signature in "$place"/*.sig "$place"/*.p7s; do
      [ -f "$signature" ] || continue
      all=$((all + 1)) name=${signature##*/} kind=${signature##*.}
      name=${name%.*}
      if [ "$kind" = sig ]; then ssh_good "$signature" "$name" approve "$when" < "$s"
      else cms_good "$signature" "$name" "$when" "$s"; fi && good=$((good + 1)) && echo "$name"
    done | sort -u > "$t/who"
    all=$(find "$place" -type f ! -name statement.json | wc -l) good=$(wc -l < "$t/who")
    need=$(sed 's/.*"signatures":\([1-9]\).*/\1/' "$s")
    floor=$(sort "$trust/firmas-requeridas" 2> "$t/out" | awk -v day="$day" '$1 <= day { n = $2 } END { print n + 0 }')
    [ "$good" -eq "$all" ] || no entrada-firma "$place"
    [ "$good" -ge "$need" ] && [ "$good" -ge "$floor" ] || no entrada-firmas "$place"
    if [ "$digits" -lt "$(echo "${after:-0}" | cut -c1-8)" ] ||
      { [ -n "$until" ] && [ "$digits" -gt "$(echo "$until" | cut -c1-8)" ]; }; then no entrada-fecha "$place"; fi
    [ -z "$first" ] || for f in "$place"/*; do grep -qF "  $f" "$first" || no entrada-tarde "$place"; done
  done
}

# 4. Cada objeto es lo que su nombre dice, y están los que las aprobaciones usan y ninguno más.
objetos() {
  grep "^objects/" "$t/files" > "$t/objects"
  [ ! -s "$t/objects" ] || xargs sha256sum < "$t/objects" | awk '"objects/" $1 != $2 { print $2 }' | each objeto-alterado
  sort -u "$t/used" | sed 's|^|objects/|' > "$t/must"
  comm -13 "$t/must" "$t/objects" | each objeto-sobra
  comm -23 "$t/must" "$t/objects" | each objeto-falta
}

# 5. Cada enmienda sustituye a una aprobación del mismo informe, y ninguna se sustituye dos veces.
enmiendas() {
  awk -F'|' '{ about[$3] = $1; by[NR] = $0 } END { for (i in by) { split(by[i], f, "|")
    if (f[2] != "" && (about[f[2]] != f[1] || f[2] == f[3])) print "entries/" f[3] } }' "$t/chain" | each entrada-sustituye
  cut -d'|' -f1,2 "$t/chain" | sort | uniq -d | cut -d'|' -f1 | each entrada-bifurca
}

# 6. El sello que usted conservó sigue en el expediente y todo lo que listaba sigue igual.
conservado() {
  if [ -n "$kept" ]; then
    found=''
    for list in seals/*/seal.sha256; do if cmp -s "$list" "$kept"; then found=$list; fi; done
    list_good "$kept" && [ -n "$found" ] && sha256sum -c --strict --status "$kept" < /dev/null || no conservado ''
  fi
}

# Lo que se hace, en orden: cada paso está escrito arriba, bajo su nombre.
[ ! -h "$1" ] || no ajeno .
cd "$1" || exit 2
lugares
if [ -s "$t/no" ]; then sort -u "$t/no"; exit 1; fi # de lo que sigue podría decirse algo de otro archivo
completos
sellos
aprobaciones
objetos
enmiendas
conservado
sort -u "$t/no"
if [ -s "$t/no" ]; then exit 1; fi
open=0
[ "$n" -eq 0 ] && open=$(wc -l < "$t/files") || open=$(cut -c67- "$t/before" | sort | comm -13 - "$t/files" | grep -cv "^$previous/")
echo "SÍ: $(wc -l < "$t/chain" | tr -d ' ') aprobaciones, $n sellos; $((open)) archivos por sellar."
