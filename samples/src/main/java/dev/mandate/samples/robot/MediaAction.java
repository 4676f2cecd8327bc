package dev.mandate.samples.robot;

import java.util.Arrays;

/** The 15 API actions of the connector External Post-Production; three of them serve both workflows. */
public enum MediaAction {
    GET_TASK(Step.TASK, "GET", "/v1/extpost/tasks/{taskId}", Workflow.ECOMM),
    BULK_GET_ASSETS(Step.ASSETS, "POST", "/v1/assets/bulk-get-assets"),
    BULK_GET_FILES(Step.FILES, "POST", "/v1/files/bulk-get-files"),
    BULK_GET_SPECS(Step.SPECS, "POST", "/v1/specs/bulk-get-specs", Workflow.ECOMM),
    START_TASK(Step.START, "PUT", "/v1/extpost/tasks/{taskId}/start", Workflow.ECOMM),
    GET_PRESIGNED_URL(Step.PRESIGN, "POST", "/v1/assets/get-presigned-url"),
    SUBMIT_ASSETS(Step.SUBMIT, "POST", "/v1/extpost/tasks/{taskId}/submit-assets", Workflow.ECOMM),
    GET_JOB(Step.PARENT, "GET", "/v1/jobs/{jobId}", Workflow.ECOMM),
    GET_PRODUCT(Step.ITEM, "GET", "/v1/products/{productId}", Workflow.ECOMM),
    GET_EDITORIAL_TASK(Step.TASK, "GET", "/v1/editorial/extpost/tasks/{taskId}", Workflow.EDITORIAL),
    BULK_GET_EDITORIAL_SPECS(Step.SPECS, "POST", "/v1/editorial/specs/bulk-get-specs", Workflow.EDITORIAL),
    START_EDITORIAL_TASK(Step.START, "PUT", "/v1/editorial/extpost/tasks/{taskId}/start", Workflow.EDITORIAL),
    SUBMIT_EDITORIAL_ASSETS(
            Step.SUBMIT, "POST", "/v1/editorial/extpost/tasks/{taskId}/submit-assets", Workflow.EDITORIAL),
    GET_PROJECT(Step.PARENT, "GET", "/v1/editorial/projects/{projectId}", Workflow.EDITORIAL),
    GET_DELIVERABLE(Step.ITEM, "GET", "/v1/editorial/deliverables/{deliverableId}", Workflow.EDITORIAL);

    private final Step step;
    private final String method;
    private final String template;
    private final Workflow workflow;
    private final boolean shared;

    MediaAction(Step step, String method, String template, Workflow workflow) {
        this.step = step;
        this.method = method;
        this.template = template;
        this.workflow = workflow;
        this.shared = false;
    }

    /** An action that serves both workflows. */
    MediaAction(Step step, String method, String template) {
        this.step = step;
        this.method = method;
        this.template = template;
        this.workflow = Workflow.ECOMM;
        this.shared = true;
    }

    /** Returns the action's key as Mandate spells it: {@code METHOD template}. */
    public String key() {
        return method + " " + template;
    }

    public String method() {
        return method;
    }

    /** Returns the path, with its parameter in braces if it has one. */
    public String template() {
        return template;
    }

    Step step() {
        return step;
    }

    /** Returns the action's workflow; ECOMM if it serves both. */
    Workflow workflow() {
        return workflow;
    }

    static MediaAction of(Workflow workflow, Step step) {
        return Arrays.stream(values())
                .filter(action -> action.step == step && (action.shared || action.workflow == workflow))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this is a bug: " + workflow + " lacks " + step));
    }
}
