using AgentNotebook.Agents;
using AgentNotebook.Display;
using AgentNotebook.Polyglot.Opening;

namespace AgentNotebook.Polyglot.Tests;

public class ValueViewTests
{
    [Fact]
    public void a_state_machine_is_drawn_where_a_cell_ends_in_it()
    {
        var view = ValueView.All.Single(view => view.Type == typeof(TransitionTable));
        Assert.Contains("<svg", view.Format(TransitionTable.Default, MimeBundle.Html));
        Assert.Contains("Ready", view.Format(TransitionTable.Default, MimeBundle.Text));
    }

    [Fact]
    public void text_that_has_no_html_is_never_taken_for_html()
    {
        var view = ValueView.All.Single(view => view.Type == typeof(MimeBundle));
        Assert.Equal("<pre>&lt;script&gt;</pre>", view.Format(MimeBundle.FromText("<script>"), MimeBundle.Html));
    }
}
