using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Tests;

public class ContainerFindingTests
{
    [Fact]
    public void a_pod_that_keeps_to_the_restricted_standard_is_described_as_such() =>
        Assert.StartsWith(
            "in Kubernetes: system calls filtered by its seccomp profile, no new privileges, no capabilities. Level 'confined' needs",
            ContainerFinding.Of("Kubernetes", "Name:\tagentnb\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n").Found);

    [Fact]
    public void a_privileged_container_is_not_called_restricted() =>
        Assert.StartsWith("in Docker: no seccomp profile, new privileges possible, some capabilities.", ContainerFinding.Of("Docker", "CapEff:\t000001ffffffffff\nNoNewPrivs:\t0\nSeccomp:\t0\n").Found);

    [Fact]
    public void without_a_status_no_restriction_is_claimed() => Assert.StartsWith("in Podman: no seccomp profile", ContainerFinding.Of("Podman", "").Found);
}
