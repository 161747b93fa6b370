using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Engines.Slurm;
using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Tests.Grids.Slurm;

public class SlurmScriptTests
{
    [Fact]
    public void the_script_is_short_says_what_it_is_and_quotes_what_it_was_given()
    {
        var grid = new GridFile(1, "/data/it's\n#SBATCH --uid=0/a\nb.ipynb", "", "/data/it's here", "s", null, [], [new("x=1", ["x=1"]), new("x=2", ["x=2"]), new("x=3", ["x=3"]), new("x=4", ["x=4"])], "").Sealed();
        var submission = new GridSubmission(1, "slurm", "agentnb-a-b-00ff00ff", "", "", grid.Sha256, default, [0, 2, 3]);
        var options = new SlurmOptions
        {
            Resources = new ClusterResources { Time = TimeSpan.FromHours(30), MemoryBytes = 1_500_000_000, Cpus = 4, Gpus = 2 },
            Partition = "long,gpu",
            More = ["account=physics", "exclusive"],
        };
        Assert.Equal(
            $"""
            #!/bin/sh
            # 3 of the 4 members of a grid of a b.ipynb, one array task each.
            # Which parameters each has stands in grid.json, in the order of the array's indices; this script runs no other grid.
            # By hand: sbatch --chdir=FOLDER FOLDER/grid.slurm, with this folder. A member that is requeued goes on from its session.
            #SBATCH --job-name=agentnb-a-b-00ff00ff
            #SBATCH --array=0,2-3%2
            #SBATCH --output=members/%a.log
            #SBATCH --open-mode=append
            #SBATCH --requeue
            #SBATCH --time=30:00:00
            #SBATCH --mem=1431M
            #SBATCH --cpus-per-task=4
            #SBATCH --gpus=2
            #SBATCH --partition=long,gpu
            #SBATCH --account=physics
            #SBATCH --exclusive

            exec /usr/bin/dotnet '/opt/agent nb/agentnb.dll' grid member '/data/it'\''s here/grid.json' --sha256 {grid.Sha256} --index "$SLURM_ARRAY_TASK_ID"

            """,
            SlurmScript.Write(["/usr/bin/dotnet", "/opt/agent nb/agentnb.dll"], grid, submission, options, 2));
    }

    [Theory]
    [InlineData("account=physics", "account=physics")]
    [InlineData("--exclusive", "exclusive")]
    [InlineData("gres=gpu:a100:2", "gres=gpu:a100:2")]
    [InlineData("constraint=[rack1|rack2]&ib", "constraint=[rack1|rack2]&ib")]
    public void further_options_of_sbatch_are_taken(string text, string option) => Assert.Equal(option, SlurmOptions.ParseMore(text));

    [Theory]
    [InlineData("array=0-9", "--jobs")]
    [InlineData("--mem=1G", "--memory")]
    [InlineData("output=/etc/passwd", "the grid sets this itself")]
    [InlineData("wrap=id", "the grid sets this itself")]
    [InlineData("-A physics", "takes a long option")]
    [InlineData("comment=a b", "takes a long option")]
    [InlineData("comment=a\n#SBATCH --uid=0", "takes a long option")]
    [InlineData("comment=a#b", "takes a long option")]
    [InlineData("", "takes a long option")]
    public void options_that_are_the_grids_own_or_none_are_refused(string text, string why) =>
        Assert.Contains(why, Assert.Throws<UsageException>(() => SlurmOptions.ParseMore(text)).Message);
}
