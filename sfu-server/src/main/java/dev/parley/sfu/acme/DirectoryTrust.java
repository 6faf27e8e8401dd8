package dev.parley.sfu.acme;

import dev.parley.sfu.configuration.Setting;
import dev.parley.sfu.configuration.WrongSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** Whom to believe to be the ACME server. */
final class DirectoryTrust {
    private DirectoryTrust() {}

    /**
     * Those whose certificates rest on the roots in a file.
     *
     * @throws WrongSettingException when there are none in it
     */
    static SSLContext inRoot(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                roots.setCertificateEntry("root-" + roots.size(), each);
            }
            if (roots.size() == 0) {
                throw wrong(file, "there is no certificate in it (PEM is right)");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(roots);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw wrong(file, "it cannot be read: " + e.getClass().getSimpleName());
        } catch (GeneralSecurityException e) {
            throw wrong(file, "it is damaged: " + e.getMessage());
        }
    }

    private static WrongSettingException wrong(Path file, String advice) {
        return new WrongSettingException(Setting.ACME_AUTHORITY.key(), file.toString(), advice);
    }

    /** Any ACME server by its address, with roots of its own if there are some. */
    static final class Provider extends GenericAcmeProvider {
        private final Optional<SSLContext> trust;

        Provider(Optional<SSLContext> trust) {
            this.trust = trust;
        }

        @Override
        public HttpClient createHttpClient(NetworkSettings settings) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(settings.getTimeout())
                    .proxy(settings.getProxySelector());
            trust.ifPresent(builder::sslContext);
            return builder.build();
        }
    }
}
