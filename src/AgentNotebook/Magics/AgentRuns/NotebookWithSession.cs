using AgentNotebook.Sessions;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>The notebook, with another session in the place of its own: a run that goes on keeps to the session it began in.</summary>
internal sealed class NotebookWithSession(INotebook notebook, Session session) : NotebookWith(notebook, notebook.Services with { Session = session });
