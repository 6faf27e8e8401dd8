package dev.parley.sfu.cli;

import dev.parley.sfu.doctor.Doctor;
import dev.parley.sfu.doctor.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code parley doctor}: uses the server that runs with the same settings as a client would. */
final class DoctorCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Map<String, String> environment;

    private DoctorCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    static CommandSpec specification(Map<String, String> environment) {
        CommandSpec spec = new DoctorCommand(environment).spec;
        spec.usageMessage()
                .description(
                        "Joins the server that runs on this machine with the same settings, by each address that clients",
                        "are told, over UDP and TCP, and looks at certificate, names, clock, socket buffers and limits.",
                        "One line each: ok, or !! with what to change. Exit code 0: all is well. 1: something is not.")
                .sortOptions(false)
                .abbreviateSynopsis(true);
        ConfigurationOptions.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Doctor doctor = new Doctor(ConfigurationOptions.read(spec.commandLine().getParseResult(), environment));
        List<Finding> findings = doctor.examine(finding -> {
            out.println(finding.line());
            out.flush();
        });
        return findings.stream().allMatch(Finding::well) ? ExitCode.OK : ExitCode.FAILED;
    }
}
