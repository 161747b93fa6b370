using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Engines.Kubernetes;

namespace AgentNotebook.Tool.Tests.Grids.Kubernetes;

public class KubernetesStatesTests
{
    private static readonly int[] _indices = [0, 2, 5, 6];

    [Fact]
    public void indices_of_the_job_are_those_of_the_submitted_members()
    {
        var states = KubernetesStates.Parse("agentnb-a|0|3|", "0|Succeeded|\n1|Failed|\n1|Running|\n2|Pending|\n3|Failed|Evicted\n", _indices);
        Assert.Equal([(0, ClusterPhase.Completed), (2, ClusterPhase.Running), (5, ClusterPhase.Waiting), (6, ClusterPhase.Failed)], states.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value.Phase)));
        Assert.Equal("Evicted", states[6].Reason);
    }

    [Fact]
    public void of_a_job_that_is_over_nothing_waits() =>
        Assert.Equal([ClusterPhase.Completed, ClusterPhase.Completed, ClusterPhase.Cancelled, ClusterPhase.Failed], KubernetesStates.Parse("agentnb-a|0-1||Failed", "3|Failed|OOMKilled\n", _indices).OrderBy(pair => pair.Key).Select(pair => pair.Value.Phase));

    [Theory]
    [InlineData("", "")]
    [InlineData("Error from server (NotFound)", "0|Running|")]
    [InlineData("a|b|c|d|e", "")]
    public void a_job_that_is_not_there_has_no_states(string job, string pods) => Assert.Empty(KubernetesStates.Parse(job, pods, _indices));

    [Fact]
    public void what_is_no_index_is_passed_over() =>
        Assert.All(KubernetesStates.Parse("agentnb-a|9-99,x|-|", "x|Running|\n-1|Running|\n99|Running|\n|Running|\n", _indices).Values, state => Assert.Equal(ClusterPhase.Waiting, state.Phase));
}
