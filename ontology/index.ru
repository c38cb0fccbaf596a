# Derived triples, in the default graph only, rebuilt after each load; nobody writes knx: by hand.
#   knx:from, knx:until            certainly holds on day D when from <= D < until; where no end is known, until is
#                                  the first day on which the source no longer looked (kn:observedUntil), if it says so
#   knx:maybeFrom, knx:maybeUntil  possibly holds on D when maybeFrom <= D < maybeUntil
#   knx:signed                     certainly signed on D when signed <= D
#   knx:state                      the state that an actor is or acts for
#   knx:kind, knx:layer            its kind with all broader kinds; the layer of the network that these lie in
PREFIX kn: <https://w3id.org/kaname/def/>
PREFIX knk: <https://w3id.org/kaname/kind/>
PREFIX knx: <https://w3id.org/kaname/index/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

# Without any date a relation is possible at all times. Agreements hold through their participations, and requirements
# and listings are not things that begin and end, so these get no days.
INSERT { ?r knx:maybeFrom ?from ; knx:maybeUntil ?until }
WHERE {
  VALUES ?class {
    kn:Participation kn:Tie kn:Assessment kn:Dependency kn:Impediment kn:Policy kn:Program kn:Activity
    kn:Transfer kn:Presence kn:Measure
    kn:Event kn:ReleaseRule
    kn:State kn:InternationalBody kn:PublicBody kn:Firm
  }
  ?r a ?class .
  MINUS { VALUES ?never { knk:negotiating knk:planned knk:suspended } ?r kn:status ?never }
  # What one source says beside the record that answers by default stays in the graph, but gets no days, so that a
  # party is counted once. Where the default record is silent about the actor, the other source answers.
  MINUS {
    ?r kn:assertionStatus knk:parallel-claim ; kn:participatesIn ?thing ; kn:involves ?actor .
    ?default kn:participatesIn ?thing ; kn:involves ?actor .
    MINUS { ?default kn:assertionStatus knk:parallel-claim }
  }
  OPTIONAL { ?r kn:validFrom ?a }
  OPTIONAL { ?r kn:signedOn ?s }
  OPTIONAL { ?r kn:validTo ?b }
  OPTIONAL { ?r kn:validToLatest ?c }
  # A year of entry into force does not reach back before the day of signature.
  BIND (IF(BOUND(?a) && BOUND(?s) && ?s > ?a, ?s, COALESCE(?a, ?s, "0001-01-01"^^xsd:date)) AS ?from)
  BIND (COALESCE(?c, ?b, "9999-12-31"^^xsd:date) AS ?until)
} ;

# Signed and not known to be in force, or ended on a day that nobody gives: possible, never certain.
# What a source saw standing before the last possible day of its start is certain from the day of that sight.
INSERT { ?r knx:from ?from ; knx:until ?until }
WHERE {
  ?r knx:maybeFrom ?any .
  MINUS { ?r kn:status knk:signed }
  MINUS {
    VALUES ?over { knk:ended knk:superseded knk:terminated knk:expired knk:completed }
    ?r kn:status ?over .
    MINUS { ?r kn:validTo ?end }
  }
  OPTIONAL { ?r kn:validFrom ?a }
  OPTIONAL { ?r kn:validFromLatest ?b }
  OPTIONAL { SELECT ?r (MIN(?day) AS ?c) WHERE { ?r kn:attestedOn ?day } GROUP BY ?r }
  OPTIONAL { ?r kn:validTo ?d }
  OPTIONAL { ?r kn:observedUntil ?o }
  BIND (COALESCE(?b, ?a, ?c) AS ?given)
  BIND (IF(BOUND(?c) && ?c < ?given, ?c, ?given) AS ?from)
  FILTER (BOUND(?from))
  BIND (COALESCE(?d, ?o, "9999-12-31"^^xsd:date) AS ?until)
} ;

INSERT { ?r knx:signed ?day }
WHERE {
  ?r a kn:Participation .
  MINUS { ?r kn:assertionStatus knk:parallel-claim . MINUS { ?r knx:maybeFrom ?any } }
  OPTIONAL { ?r kn:signedOnLatest ?a }
  OPTIONAL { ?r kn:signedOn ?b }
  OPTIONAL { ?r knx:from ?c }
  BIND (COALESCE(?a, ?b, ?c) AS ?day)
  FILTER (BOUND(?day))
} ;

INSERT { ?r knx:state ?s }
WHERE { ?r kn:involves ?x . { ?x a kn:State . BIND (?x AS ?s) } UNION { ?x kn:homeState ?s } } ;

INSERT { ?x knx:kind ?k } WHERE { ?x kn:kind/skos:broader* ?k } ;

INSERT { ?x knx:layer ?l } WHERE { ?x knx:kind/kn:layer ?l } ;
INSERT { ?p knx:layer ?l } WHERE { ?p kn:participatesIn ?x . ?x knx:layer ?l }
