package dev.parley.desktop.transport;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.ice4j.ice.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets ice4j up, once for the process, before its first class is loaded. */
public final class IceLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(IceLibrary.class);

    private IceLibrary() {}

    /**
     * Makes and frees a first agent, which takes a second or two: begun at the start of the program, joining need not
     * wait for it. Returns when done; not for the window's thread.
     */
    public static void warmUp() {
        long began = System.nanoTime();
        newAgent("warm-up").free();
        LOG.debug("ice4j was ready after {} ms", (System.nanoTime() - began) / 1_000_000);
    }

    /** A controlling agent that renews consent every five seconds (RFC 7675, section 5.1). */
    static Agent newAgent(String name) {
        Setup.ensure();
        Agent agent = new Agent(name, null);
        agent.setControlling(true);
        agent.setPerformConsentFreshness(true);
        agent.setLoggingLevel(Level.WARNING);
        agent.setTa(5); // ms between checks: there is one server only, and nobody else's network to be spared
        return agent;
    }

    /** Class initialization makes it once. */
    private static final class Setup {
        static {
            // Asking the cloud provider for our address takes seconds where there is none.
            System.setProperty("ice4j.harvest.mapping.aws.enabled", "false");
            System.setProperty("ice4j.consent-freshness.interval", "5 seconds");
            System.setProperty("ice4j.use-component-socket", "false");
            // Its loggers tell their story at INFO, each with a level of its own; only what goes wrong is wanted.
            for (Handler handler : LogManager.getLogManager().getLogger("").getHandlers()) {
                handler.setLevel(Level.WARNING);
            }
        }

        static void ensure() {
            // Loading this class did it.
        }
    }
}
