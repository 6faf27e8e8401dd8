package dev.parley.desktop.call;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.media.DtlsFingerprint;
import dev.parley.protocol.media.DtlsParameters;
import dev.parley.protocol.media.DtlsRole;
import dev.parley.protocol.media.IceCandidate;
import dev.parley.protocol.media.IceParameters;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.RequestId;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.SignalingCodec;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A server without a network: speaks the protocol as a test says, and makes transports that lead nowhere. */
final class ServerInMemory extends HttpClient {
    private static final DtlsCertificate CERTIFICATE = DtlsCertificate.generate(Instant.EPOCH, new SecureRandom());

    private final Map<Class<? extends ClientMessage>, Function<ClientMessage, ServerMessage>> answers = new HashMap<>();
    private final List<ClientMessage> asked = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private UnaryOperator<String> dialect = UnaryOperator.identity();
    private boolean reachable = true;
    private int transports;

    ServerInMemory() {
        answer(
                ClientMessage.GetRouterRtpCapabilities.class,
                request -> new ServerMessage.RouterRtpCapabilities(new RtpCapabilities(List.of(), List.of())));
        answer(ClientMessage.CreateTransport.class, request -> created((ClientMessage.CreateTransport) request));
        answer(
                ClientMessage.ConnectTransport.class,
                request ->
                        new ServerMessage.TransportConnected(((ClientMessage.ConnectTransport) request).transportId()));
    }

    /** A call in the room "tea" of this server, not begun. */
    Meeting meeting(OwnMedia own, VirtualTime time) {
        return new Meeting(settings(own, time));
    }

    /** For a call in the room "tea" of this server. */
    MeetingSettings settings(OwnMedia own, VirtualTime time) {
        return new MeetingSettings(
                new Place(URI.create("https://meet.example.org"), "tea"),
                "Ada",
                own,
                true,
                Receive.ALL,
                PersonKeys.passing(),
                CERTIFICATE,
                this,
                time);
    }

    private ServerMessage created(ClientMessage.CreateTransport request) {
        String hash = "AB" + ":AB".repeat(31);
        return new ServerMessage.TransportCreated(
                "t" + transports++,
                new IceParameters("h3hk1iz6qqlnqlne", "yku5ej8nvfaor28lvtrabcx0wkrpkztz", true),
                List.of(IceCandidate.udp("udp", 1, "127.0.0.1", 9)),
                new DtlsParameters(DtlsRole.AUTO, List.of(new DtlsFingerprint("sha-256", hash))),
                request.direction());
    }

    /** How requests of this type are answered from now on; an {@link ServerMessage.ErrorMessage} refuses. */
    void answer(Class<? extends ClientMessage> type, Function<ClientMessage, ServerMessage> how) {
        answers.put(type, how);
    }

    static ServerMessage refusal(ErrorCode code) {
        return new ServerMessage.ErrorMessage("no", code, Optional.empty());
    }

    /** What it says from now on is changed like this before it leaves. */
    void dialect(UnaryOperator<String> change) {
        dialect = change;
    }

    /** Whether anybody can connect. */
    void reachable(boolean is) {
        reachable = is;
    }

    /** Something happens in the room. */
    void tell(ServerMessage news) {
        sockets.getLast().bring(SignalingCodec.write(news, RequestId.NONE, Generation.EXTENDED));
    }

    /** The network is gone. */
    void cut() {
        sockets.getLast().listener.onError(sockets.getLast(), new IOException("connection reset"));
    }

    /** How often somebody connected. */
    int connections() {
        return sockets.size();
    }

    /** What was asked of this type, the first first. */
    <T extends ClientMessage> List<T> asked(Class<T> type) {
        return asked.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private final class Socket implements WebSocket {
        private final Listener listener;

        Socket(Listener listener) {
            this.listener = listener;
        }

        void bring(String frame) {
            listener.onText(this, dialect.apply(frame), true);
        }

        @Override
        public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
            SignalingCodec.Read<ClientMessage> read = SignalingCodec.read(data.toString());
            if (read instanceof SignalingCodec.Read.Received<ClientMessage>(RequestId id, ClientMessage message)) {
                asked.add(message);
                Function<ClientMessage, ServerMessage> how = answers.get(message.getClass());
                if (how != null) {
                    bring(SignalingCodec.write(how.apply(message), id, Generation.EXTENDED));
                }
            }
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendClose(int statusCode, String reason) {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public void request(long n) {}

        @Override
        public String getSubprotocol() {
            return "";
        }

        @Override
        public boolean isOutputClosed() {
            return false;
        }

        @Override
        public boolean isInputClosed() {
            return false;
        }

        @Override
        public void abort() {}
    }

    private final class Builder implements WebSocket.Builder {
        @Override
        public WebSocket.Builder header(String name, String value) {
            return this;
        }

        @Override
        public WebSocket.Builder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public WebSocket.Builder subprotocols(String mostPreferred, String... lesserPreferred) {
            return this;
        }

        @Override
        public CompletableFuture<WebSocket> buildAsync(URI uri, WebSocket.Listener listener) {
            if (!reachable) {
                return CompletableFuture.failedFuture(new IOException("nobody there"));
            }
            Socket socket = new Socket(listener);
            sockets.add(socket);
            return CompletableFuture.completedFuture(socket);
        }
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return new Builder();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SSLParameters sslParameters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> push) {
        throw new UnsupportedOperationException();
    }
}
