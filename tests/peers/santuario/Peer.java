// A peer that signs XML in every form that it knows, and verifies what we sign, with Apache Santuario.
//
//   java -cp LIBRARIES Peer.java sign KEYS DOCUMENT OUT     writes OUT/FORM.xml for each form
//   java -cp LIBRARIES Peer.java verify KEYS FILE...        prints "FILE true" or "FILE false" of each
//
// KEYS is a folder that holds ALGORITHM.pk8 (PKCS#8) and ALGORITHM.cer (a certificate, by a root in
// root.cer), both in DER. DOCUMENT has a first child with an attribute Id="part".

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.keys.content.DEREncodedKeyValue;
import org.apache.xml.security.keys.content.X509Data;
import org.apache.xml.security.signature.ObjectContainer;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.transforms.params.InclusiveNamespaces;
import org.apache.xml.security.transforms.params.XPath2FilterContainer;
import org.apache.xml.security.transforms.params.XPathContainer;
import org.apache.xml.security.utils.XMLUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

public class Peer {
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String EXC = Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS;
    static final String INC = Canonicalizer.ALGO_ID_C14N_OMIT_COMMENTS;
    static final String INC11 = Canonicalizer.ALGO_ID_C14N11_OMIT_COMMENTS;
    static final String OUT = Transforms.TRANSFORM_ENVELOPED_SIGNATURE;

    static final Map<String, String> METHODS = Map.of(
        "RS256", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256,
        "PS256", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256_MGF1,
        "ES256", XMLSignature.ALGO_ID_SIGNATURE_ECDSA_SHA256,
        "ES384", XMLSignature.ALGO_ID_SIGNATURE_ECDSA_SHA384);

    static Path keys;
    static File source;

    /** One signature that is being made, with what differs from form to form. */
    static class Making {
        String algorithm = "ES256";
        String method;
        String c14n = EXC;
        String digest = SHA256;
        String uri = "";
        String[] transforms = {OUT, EXC};
        String reference;
        boolean first;
        boolean enveloping;
        Step document = (sign, made) -> { };
        Step before = (sign, made) -> { };
        Step info = (sign, made) -> sign.getKeyInfo().addKeyName("quay");
    }

    interface Step {
        void on(XMLSignature sign, Making made) throws Exception;
    }

    interface Change {
        void on(Making made) throws Exception;
    }

    static final Map<String, Change> FORMS = new LinkedHashMap<>();

    static X509Certificate certificate(String name) throws Exception {
        try (var in = new FileInputStream(keys.resolve(name + ".cer").toFile())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    static PrivateKey key(String algorithm) throws Exception {
        var spec = new PKCS8EncodedKeySpec(Files.readAllBytes(keys.resolve(algorithm + ".pk8")));
        return KeyFactory.getInstance(algorithm.startsWith("E") ? "EC" : "RSA").generatePrivate(spec);
    }

    static Document read(File file) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(file);
    }

    interface Held {
        void in(X509Data data, X509Certificate own) throws Exception;
    }

    static Change data(Held held) {
        return made -> made.info = (sign, it) -> {
            var data = new X509Data(sign.getDocument());
            held.in(data, certificate(it.algorithm));
            sign.getKeyInfo().add(data);
        };
    }

    /** A child of a prefix and a name, with attributes, and a text where their count is odd. */
    static Element child(Element above, String name, String... attributes) {
        String space = name.startsWith("ds:") ? DS : XADES;
        Element made = above.getOwnerDocument().createElementNS(space, name);
        for (int at = 0; at + 1 < attributes.length; at += 2) {
            made.setAttributeNS(null, attributes[at], attributes[at + 1]);
        }
        if (attributes.length % 2 == 1) {
            made.setTextContent(attributes[attributes.length - 1]);
        }
        above.appendChild(made);
        return made;
    }

    /** XAdES-B: an Object with signed properties, and a second reference to them (EN 319 132-1). */
    static Step xades(String version, String c14n) {
        return (sign, made) -> {
            var document = sign.getDocument();
            sign.setId("sig");
            var object = new ObjectContainer(document);
            Element qualifying = document.createElementNS(XADES, "xades:QualifyingProperties");
            qualifying.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:xades", XADES);
            qualifying.setAttributeNS(null, "Target", "#sig");
            object.appendChild(qualifying);
            sign.appendObject(object);
            Element properties = child(qualifying, "xades:SignedProperties", "Id", "signed");
            properties.setIdAttributeNS(null, "Id", true);
            Element own = child(properties, "xades:SignedSignatureProperties");
            child(own, "xades:SigningTime", "2026-11-25T08:00:00Z");
            Element certified = child(child(own, "xades:SigningCertificate" + version), "xades:Cert");
            Element digest = child(certified, "xades:CertDigest");
            child(digest, "ds:DigestMethod", "Algorithm", SHA256);
            byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(certificate(made.algorithm).getEncoded());
            child(digest, "ds:DigestValue", Base64.getEncoder().encodeToString(hash));
            if (version.isEmpty()) {
                Element serial = child(certified, "xades:IssuerSerial");
                var certificate = certificate(made.algorithm);
                child(serial, "ds:X509IssuerName",
                    certificate.getIssuerX500Principal().getName());
                child(serial, "ds:X509SerialNumber", certificate.getSerialNumber().toString());
            }
            Element objects = child(properties, "xades:SignedDataObjectProperties");
            Element format = child(objects, "xades:DataObjectFormat", "ObjectReference", "#ref");
            child(format, "xades:MimeType", "text/xml");
            var transforms = new Transforms(document);
            transforms.addTransform(c14n);
            sign.addDocument("#signed", transforms, SHA256, null,
                "http://uri.etsi.org/01903#SignedProperties");
        };
    }

    static {
        FORMS.put("exclusive-key-name", made -> { });
        for (String algorithm : new String[] {"RS256", "PS256", "ES384"}) {
            FORMS.put("exclusive-" + algorithm.toLowerCase(), made -> made.algorithm = algorithm);
        }
        FORMS.put("inclusive-10", made -> {
            made.c14n = INC;
            made.transforms = new String[] {OUT, INC};
        });
        FORMS.put("inclusive-11", made -> {
            made.c14n = INC11;
            made.transforms = new String[] {OUT, INC11};
        });
        FORMS.put("enveloped-alone", made -> {
            made.c14n = INC;
            made.transforms = new String[] {OUT};
        });
        FORMS.put("enveloped-alone-exclusive", made -> made.transforms = new String[] {OUT});
        FORMS.put("exclusive-with-comments", made -> {
            made.c14n = Canonicalizer.ALGO_ID_C14N_EXCL_WITH_COMMENTS;
            made.transforms = new String[] {OUT, made.c14n};
        });
        FORMS.put("inclusive-with-comments", made -> {
            made.c14n = Canonicalizer.ALGO_ID_C14N_WITH_COMMENTS;
            made.transforms = new String[] {OUT, made.c14n};
        });
        FORMS.put("inclusive-11-with-comments", made -> {
            made.c14n = Canonicalizer.ALGO_ID_C14N11_WITH_COMMENTS;
            made.transforms = new String[] {OUT, made.c14n};
        });
        FORMS.put("inclusive-info-exclusive-transform", made -> made.c14n = INC);
        FORMS.put("prefix-list", made -> {
            made.transforms = new String[] {OUT, EXC + " s"};
        });
        FORMS.put("sha-512", made -> made.digest = "http://www.w3.org/2001/04/xmlenc#sha512");
        FORMS.put("no-key-info", made -> made.info = (sign, it) -> { });
        FORMS.put("key-value-ec", made -> made.info = (sign, it) ->
            sign.addKeyInfo(certificate(it.algorithm).getPublicKey()));
        FORMS.put("key-value-ec-384", made -> {
            made.algorithm = "ES384";
            made.info = (sign, it) -> sign.addKeyInfo(certificate(it.algorithm).getPublicKey());
        });
        FORMS.put("key-value-rsa", made -> {
            made.algorithm = "RS256";
            made.info = (sign, it) -> sign.addKeyInfo(certificate(it.algorithm).getPublicKey());
        });
        FORMS.put("key-name-and-value", made -> made.info = (sign, it) -> {
            sign.getKeyInfo().addKeyName("quay");
            sign.addKeyInfo(certificate(it.algorithm).getPublicKey());
        });
        FORMS.put("key-value-der", made -> made.info = (sign, it) -> sign.getKeyInfo().add(
            new DEREncodedKeyValue(sign.getDocument(), certificate(it.algorithm).getPublicKey())));
        FORMS.put("issuer-serial", data((data, own) -> data.addIssuerSerial(
            own.getIssuerX500Principal().getName(), own.getSerialNumber())));
        FORMS.put("subject-name", data((data, own) -> data.addSubjectName(own)));
        FORMS.put("subject-key-identifier", data((data, own) -> data.addSKI(own)));
        FORMS.put("certificate-digest", data((data, own) -> data.addDigest(own, SHA256)));
        FORMS.put("certificate", data((data, own) -> data.addCertificate(own)));
        FORMS.put("certificate-and-issuer-serial", data((data, own) -> {
            data.addIssuerSerial(own.getIssuerX500Principal().getName(), own.getSerialNumber());
            data.addSubjectName(own);
            data.addCertificate(own);
        }));
        FORMS.put("two-certificates", data((data, own) -> {
            data.addCertificate(own);
            data.addCertificate(certificate("root"));
        }));
        FORMS.put("key-value-and-certificate", made -> made.info = (sign, it) -> {
            sign.addKeyInfo(certificate(it.algorithm).getPublicKey());
            sign.addKeyInfo(certificate(it.algorithm));
        });
        FORMS.put("retrieval-method", made -> made.info = (sign, it) ->
            sign.getKeyInfo().addRetrievalMethod("#part", null, DS + "X509Data"));
        FORMS.put("management-data", made -> made.info = (sign, it) ->
            sign.getKeyInfo().addMgmtData("quay"));
        FORMS.put("ids", made -> made.before = (sign, it) -> {
            sign.setId("signature");
            sign.getSignedInfo().setId("info");
            sign.getKeyInfo().setId("key");
        });
        FORMS.put("xades-b", made -> {
            made.reference = "ref";
            made.before = xades("V2", EXC);
            made.info = (sign, it) -> sign.addKeyInfo(certificate(it.algorithm));
        });
        FORMS.put("xades-b-inclusive", made -> {
            made.c14n = INC;
            made.transforms = new String[] {OUT};
            made.reference = "ref";
            made.before = xades("", INC);
            made.info = (sign, it) -> sign.addKeyInfo(certificate(it.algorithm));
        });
        FORMS.put("first-child", made -> made.first = true);
        FORMS.put("enveloping", made -> {
            made.enveloping = true;
            made.uri = "#whole";
            made.transforms = new String[] {EXC};
        });
        FORMS.put("a-part", made -> {
            made.uri = "#part";
            made.transforms = new String[] {EXC};
        });
        FORMS.put("whole-by-xpointer", made -> made.uri = "#xpointer(/)");
        FORMS.put("whole-and-part", made -> made.before = (sign, it) -> {
            var transforms = new Transforms(sign.getDocument());
            transforms.addTransform(EXC);
            sign.addDocument("#part", transforms, SHA256);
        });
        FORMS.put("object-beside", made -> made.before = (sign, it) -> {
            var object = new ObjectContainer(sign.getDocument());
            object.appendChild(sign.getDocument().createTextNode("aside"));
            sign.appendObject(object);
        });
        FORMS.put("xpath", made -> made.transforms = new String[] {"xpath", EXC});
        FORMS.put("xpath-filter", made -> made.transforms = new String[] {"filter", EXC});
        FORMS.put("comment-in-document", made -> made.document = (sign, it) -> {
            var root = sign.getDocument().getDocumentElement();
            root.insertBefore(sign.getDocument().createComment("aside"), root.getFirstChild());
        });
        FORMS.put("language-above-inclusive", made -> {
            made.c14n = INC;
            made.transforms = new String[] {OUT};
            made.document = (sign, it) -> sign.getDocument().getDocumentElement()
                .setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", "nl");
        });
        FORMS.put("language-above-exclusive", made -> made.document = (sign, it) ->
            sign.getDocument().getDocumentElement()
                .setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", "nl"));
        FORMS.put("rsa-sha-512", made -> {
            made.algorithm = "RS256";
            made.method = XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA512;
        });
        FORMS.put("sha-3", made -> made.digest = "http://www.w3.org/2007/05/xmldsig-more#sha3-256");
    }

    static Transforms transforms(Document document, Making made) throws Exception {
        var transforms = new Transforms(document);
        for (String one : made.transforms) {
            if (one.equals("xpath")) {
                var path = new XPathContainer(document);
                path.setXPath("not(ancestor-or-self::ds:Signature)");
                path.setXPathNamespaceContext("ds", DS);
                transforms.addTransform(Transforms.TRANSFORM_XPATH, path.getElementPlusReturns());
            } else if (one.equals("filter")) {
                var path = XPath2FilterContainer.newInstanceSubtract(document, "//*[local-name()='Signature']");
                transforms.addTransform(Transforms.TRANSFORM_XPATH2FILTER, path.getElementPlusReturns());
            } else if (one.contains(" ")) {
                var prefixes = new InclusiveNamespaces(document, one.split(" ", 2)[1]);
                transforms.addTransform(one.split(" ", 2)[0], prefixes.getElement());
            } else {
                transforms.addTransform(one);
            }
        }
        return transforms;
    }

    static byte[] signed(Change change) throws Exception {
        var made = new Making();
        change.on(made);
        Document document = read(source);
        Element root = document.getDocumentElement();
        var part = (Element) root.getElementsByTagName("*").item(0);
        part.setIdAttributeNS(null, "Id", true);
        String method = made.method == null ? METHODS.get(made.algorithm) : made.method;
        var sign = new XMLSignature(document, "", method, made.c14n);
        made.document.on(sign, made);
        if (made.enveloping) {
            document.replaceChild(sign.getElement(), root);
            var object = new ObjectContainer(document);
            object.setId("whole");
            object.appendChild(root);
            sign.appendObject(object);
        } else if (made.first) {
            root.insertBefore(sign.getElement(), root.getFirstChild());
        } else {
            root.appendChild(sign.getElement());
        }
        sign.addDocument(made.uri, transforms(document, made), made.digest, made.reference, null);
        made.before.on(sign, made);
        made.info.on(sign, made);
        sign.sign(key(made.algorithm));
        if (!sign.checkSignatureValue(certificate(made.algorithm).getPublicKey())) {
            throw new IllegalStateException("what was signed does not hold");
        }
        var out = new java.io.ByteArrayOutputStream();
        XMLUtils.outputDOM(document, out, false);
        return out.toByteArray();
    }

    static boolean holds(File file) throws Exception {
        Document document = read(file);
        var found = document.getElementsByTagNameNS(DS, "Signature");
        var sign = new XMLSignature((Element) found.item(0), "");
        for (var one : METHODS.entrySet()) {
            if (one.getValue().equals(sign.getSignedInfo().getSignatureMethodURI())) {
                return sign.checkSignatureValue(certificate(one.getKey()).getPublicKey());
            }
        }
        return false;
    }

    public static void main(String[] words) throws Exception {
        System.setProperty("org.apache.xml.security.ignoreLineBreaks", "true");
        Init.init();
        keys = Path.of(words[1]);
        if (words[0].equals("sign")) {
            source = new File(words[2]);
            for (var form : FORMS.entrySet()) {
                try (var out = new FileOutputStream(new File(words[3], form.getKey() + ".xml"))) {
                    out.write(signed(form.getValue()));
                }
            }
            return;
        }
        for (int at = 2; at < words.length; at++) {
            System.out.println(words[at] + " " + holds(new File(words[at])));
        }
    }
}
